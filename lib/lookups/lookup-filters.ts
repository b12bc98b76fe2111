import * as z from "zod/mini";
import { CREDITS_FILTER, NEWS } from "@/lib/lookups/history-view";
import { LOOKUP_OUTCOMES, LOOKUP_SOURCES, PENDING_STATES } from "@/lib/lookups/lookup";

const id = z.string().check(z.maxLength(64));

/** History's filters as they stand in the URL: a lookup must fit each. Dates are whole days of UTC, both included. */
export const LookupFilters = z.object({
  /** Words that must all be in what was asked. */
  q: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
  /** `me` or a member's id. */
  who: z.optional(id),
  source: z.optional(z.enum(LOOKUP_SOURCES)),
  outcome: z.optional(z.enum(LOOKUP_OUTCOMES)),
  phones: z.optional(z.enum(PENDING_STATES)),
  credits: z.optional(z.string().check(z.regex(CREDITS_FILTER))),
  key: z.optional(id),
  from: z.optional(z.iso.date()),
  to: z.optional(z.iso.date()),
  reviewed: z.optional(z.enum(["yes", "no"])),
  /** With `since`: what came from then on. */
  news: z.optional(z.enum(NEWS)),
  since: z.optional(z.iso.datetime()),
  cursor: z.optional(z.string().check(z.maxLength(120))),
});
export type LookupFilters = z.infer<typeof LookupFilters>;

/** Without a place to go on from. */
export const HistoryFilters = z.omit(LookupFilters, { cursor: true });
