import * as z from "zod/mini";

/** What a workspace was charged since its month began. Credits are exact decimal text. */
export const CreditUsage = z.object({
  used: z.string(),
  since: z.iso.datetime(),
  /** What the workspace's budget still covers, and until when; null where it has no limit. */
  left: z.nullable(z.object({ credits: z.string(), until: z.iso.datetime() })),
});
export type CreditUsage = z.infer<typeof CreditUsage>;
