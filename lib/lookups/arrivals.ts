import * as z from "zod/mini";
import { NEWS } from "@/lib/lookups/history-view";

/** A member who did nothing for so long was away: what came meanwhile is told when they are back. */
export const AWAY_AFTER_MIN = 30;

/** What came for the viewer while they were away, each counted up to a bound; null where nothing did, or they were here. */
export const Arrivals = z.nullable(
  z.object({
    since: z.iso.datetime(),
    /** When it was counted: being told of it moves `since` there. */
    until: z.iso.datetime(),
    own: z.record(z.enum(NEWS), z.number()),
    /** Asked for meanwhile and still undecided, for admins; put aside meanwhile, for admins and reviewers. */
    approvals: z.number(),
    quarantined: z.number(),
  }),
);
export type Arrivals = z.infer<typeof Arrivals>;

export const TouchPresenceInput = z.object({});
export const MarkSeenInput = z.object({ until: z.iso.datetime() });
