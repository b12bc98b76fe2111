import { LOOKUP_OUTCOMES, LOOKUP_SOURCES, PENDING_STATES } from "@/lib/lookups/lookup";
import type { LookupFilters } from "@/lib/lookups/lookup-filters";

/** What came while a member was away, each with the lookups it came for. */
export const NEWS = ["arrived", "late", "look", "decided"] as const;
export type News = (typeof NEWS)[number];

/** Of what was charged. `over-8`: more than eight. */
export const CREDITS_FILTER = /^(?:none|some|over-\d{1,6})$/;

/** What History is narrowed to, without a place to go on from. */
export type HistoryView = Omit<LookupFilters, "cursor">;

const oneOf = (words: readonly string[]) => (text: string) => words.includes(text);
const matching = (pattern: RegExp) => (text: string) => pattern.test(text);
const isTime = (text: string) => !Number.isNaN(Date.parse(text));
/** The 30th of February is read as the 2nd of March. */
const isDay = (text: string) => isTime(text) && new Date(text).toISOString().slice(0, 10) === text;
const isId = matching(/^\w{1,64}$/);

/** The same as the schema of the filters, by hand: pages that link to a view load no schema for it. */
const CHECKS: Record<keyof HistoryView, (text: string) => boolean> = {
  q: (text) => text.trim() !== "" && text.length <= 200,
  who: isId,
  source: oneOf(LOOKUP_SOURCES),
  outcome: oneOf(LOOKUP_OUTCOMES),
  phones: oneOf(PENDING_STATES),
  credits: matching(CREDITS_FILTER),
  key: isId,
  from: isDay,
  to: isDay,
  reviewed: oneOf(["yes", "no"]),
  news: oneOf(NEWS),
  since: (text) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) && isTime(text),
};

export const HISTORY_FILTERS = Object.keys(CHECKS) as (keyof HistoryView)[];

/** What an address narrows the list to. Somebody may have typed what no filter can be: that is left out, the rest holds. */
export function readHistoryView(given: Record<string, unknown>): HistoryView {
  const read = HISTORY_FILTERS.flatMap((name) => {
    const text = given[name];
    return typeof text === "string" && CHECKS[name](text) ? [[name, text.trim()] as const] : [];
  });
  return Object.fromEntries(read);
}

/** The view as an address holds it, with the question mark; nothing for all of it. */
export function historySearch(view: HistoryView): string {
  const given = HISTORY_FILTERS.flatMap((name) => {
    const value = view[name];
    return value === undefined ? [] : [[name, value]];
  });
  const text = new URLSearchParams(given).toString();
  return text && `?${text}`;
}
