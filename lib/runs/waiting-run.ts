import * as z from "zod/mini";
import { LookupDto } from "@/lib/lookups/schema";

/** What a budget would still cover with all of the run held; below nothing it ends where the budget does. Null: no limit. */
const After = z.nullable(z.string());

/** A run that an admin is asked for. */
export const WaitingRun = z.object({
  id: z.string(),
  kind: z.enum(["csv", "refresh"]),
  name: z.string(),
  who: z.object({ id: z.string(), name: z.string() }),
  options: LookupDto.shape.options,
  isRefresh: z.boolean(),
  /** To be sent. */
  rows: z.number(),
  /** The most that it may cost, in credits. */
  ceiling: z.string(),
  after: z.object({ member: After, workspace: After }),
  draftedAt: z.iso.datetime(),
});
export type WaitingRun = z.infer<typeof WaitingRun>;

/** Oldest first. */
export const WaitingRuns = z.object({ runs: z.array(WaitingRun) });
