import { exactTime } from "@/components/shared/age";
import { OUTCOME_WORDS, PHONE_STATE_WORDS } from "@/components/lookups/outcome-chip";
import type { HistoryView, News } from "@/lib/lookups/history-view";
import type { LOOKUP_SOURCES } from "@/lib/lookups/lookup";

export const SOURCE_WORDS: Record<(typeof LOOKUP_SOURCES)[number], string> = {
  form: "Form",
  run: "Run",
  api: "API",
  refresh: "Refresh",
};

export const SOURCES = Object.entries(SOURCE_WORDS).map(([value, word]) => ({ value, word }));

const NEWS_WORDS: Record<News, string> = {
  arrived: "Phone arrived since",
  late: "Late since",
  look: "Needs a look since",
  decided: "Decided since",
};

export type Named = readonly { id: string; name: string }[];
export type FilterChip = { names: readonly (keyof HistoryView)[]; label: string; value: string };

const wordFor = (words: readonly { value: string; word: string }[], value: string) =>
  words.find((known) => known.value === value)?.word ?? value;

const nameFor = (named: Named, id: string) => named.find((known) => known.id === id)?.name ?? "…";

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const dayWords = (day: string) => DAY.format(new Date(day));

type Known = { askers: Named; keys: Named };
type Filter = Exclude<keyof HistoryView, "q" | "news" | "since">;

const FILTERS: Record<Filter, { label: string; say: (value: string, known: Known) => string }> = {
  who: { label: "Who", say: (value, { askers }) => (value === "me" ? "me" : nameFor(askers, value)) },
  source: { label: "Source", say: (value) => wordFor(SOURCES, value) },
  outcome: { label: "Outcome", say: (value) => wordFor(OUTCOME_WORDS, value) },
  phones: { label: "Phones", say: (value) => wordFor(PHONE_STATE_WORDS, value) },
  credits: { label: "Credits", say: describeCredits },
  key: { label: "Key", say: (value, { keys }) => nameFor(keys, value) },
  reviewed: { label: "Reviewed", say: (value) => value },
  from: { label: "From", say: dayWords },
  to: { label: "To", say: dayWords },
};

function describeCredits(credits: string): string {
  return credits.startsWith("over-") ? `more than ${credits.slice("over-".length)}` : credits;
}

/** What narrows the list, each as it is said and taken away. */
export function chipsOf(view: HistoryView, known: Known): FilterChip[] {
  const chips = Object.entries(FILTERS).flatMap(([name, { label, say }]) => {
    const value = view[name as Filter];
    return value === undefined ? [] : [{ names: [name as Filter], label, value: say(value, known) }];
  });
  const { news, since } = view;
  if (news === undefined || since === undefined) return chips;
  return [{ names: ["news", "since"], label: NEWS_WORDS[news], value: exactTime(new Date(since)) }, ...chips];
}
