import * as z from "zod/mini";
import { LOOKUP_OUTCOMES, LOOKUP_SOURCES, PENDING_STATES } from "@/lib/lookups/lookup";

/** What came while a member was away, each with the lookups it came for. */
export const NEWS = ["arrived", "late", "look", "decided"] as const;
export type News = (typeof NEWS)[number];

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
  /** Of what was charged. `over-8`: more than eight. */
  credits: z.optional(z.string().check(z.regex(/^(?:none|some|over-\d{1,6})$/))),
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
export type HistoryView = Omit<LookupFilters, "cursor">;
export const HistoryView = z.omit(LookupFilters, { cursor: true });

export const HISTORY_FILTERS = Object.keys(HistoryView.shape) as (keyof HistoryView)[];

/** What an address narrows the list to. Somebody may have typed what no filter can be: that is left out, the rest holds. */
export function readHistoryView(given: Record<string, unknown>): HistoryView {
  const read = HISTORY_FILTERS.flatMap((name) => {
    const { data } = HistoryView.shape[name].safeParse(given[name] ?? undefined);
    return data === undefined ? [] : [[name, data] as const];
  });
  return Object.fromEntries(read);
}

/** The view as an address holds it, with the question mark; nothing for all of it. */
export function historySearch(view: HistoryView): string {
  const given = HISTORY_FILTERS.flatMap((name) => (view[name] === undefined ? [] : [[name, view[name]]]));
  const text = new URLSearchParams(given).toString();
  return text && `?${text}`;
}
