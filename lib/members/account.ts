import * as z from "zod/mini";

const OwnSession = z.object({
  id: z.string(),
  /** Where it was started from. */
  address: z.string(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  isThis: z.boolean(),
});
export type OwnSession = z.infer<typeof OwnSession>;

export const Account = z.object({
  name: z.string(),
  email: z.string(),
  hasPassword: z.boolean(),
  sessions: z.array(OwnSession),
});
export type Account = z.infer<typeof Account>;
