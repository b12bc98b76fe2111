import type { FilterName } from "@/components/people-table/use-people-view";
import { seniorityWord } from "@/components/people-table/seniority-word";
import { OWNED_BY_ME, OWNED_BY_NOBODY } from "@/lib/people/filter-words";
import type { PeopleView } from "@/lib/people/filters";
import type { PeopleFacets } from "@/lib/people/schema";

export type Option = { value: string; word: string };

type Field = {
  label: string;
  /** `text`: words to be in it. `one`: one of the options. `many`: any of the options. */
  kind: "text" | "one" | "many";
  /** Known at once, or read from what the workspace's people have. */
  options: (facets: PeopleFacets | undefined) => readonly Option[];
  /** Its options come from the server. */
  asks?: true;
  /** Comes by a link only. */
  isUnlisted?: true;
};

const named = (list: readonly { id: string; name: string }[] | undefined): Option[] =>
  (list ?? []).map(({ id, name }) => ({ value: id, word: name }));
const plain = (values: readonly string[] | undefined): Option[] =>
  (values ?? []).map((value) => ({ value, word: value }));
const sentence = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1).replaceAll("_", " ")}`;
const none = () => [];

/** What a table of people can be narrowed by, in the order in which it is offered. */
export const FIELDS: Record<FilterName, Field> = {
  title: { label: "Title", kind: "text", options: none },
  company: { label: "Company", kind: "text", options: none },
  companyId: { label: "Company", kind: "text", options: none, isUnlisted: true },
  tag: { label: "Tag", kind: "many", asks: true, options: (facets) => named(facets?.tags) },
  list: { label: "List", kind: "many", asks: true, options: (facets) => named(facets?.lists) },
  run: { label: "Run", kind: "text", options: none, isUnlisted: true },
  owner: {
    label: "Owner",
    kind: "one",
    asks: true,
    options: (facets) => [
      { value: OWNED_BY_ME, word: "Me" },
      { value: OWNED_BY_NOBODY, word: "Nobody" },
      ...named(facets?.owners),
    ],
  },
  email: {
    label: "Email",
    kind: "many",
    asks: true,
    options: (facets) => [
      ...(facets?.emailStatuses ?? []).map((value) => ({ value, word: sentence(value) })),
      { value: "none", word: "None on file" },
    ],
  },
  hasPhone: {
    label: "Has a phone number",
    kind: "one",
    options: () => [
      { value: "yes", word: "Yes" },
      { value: "no", word: "No" },
    ],
  },
  phones: {
    label: "Phones asked for",
    kind: "one",
    options: () => [
      { value: "delivered", word: "Arrived" },
      { value: "waiting", word: "Pending" },
      { value: "none_found", word: "None on file" },
    ],
  },
  country: { label: "Country", kind: "many", asks: true, options: (facets) => plain(facets?.countries) },
  seniority: {
    label: "Seniority",
    kind: "many",
    asks: true,
    options: (facets) => (facets?.seniorities ?? []).map((value) => ({ value, word: seniorityWord(value) })),
  },
  fresh: {
    label: "Last enriched",
    kind: "one",
    options: () => [
      { value: "week", word: "Within a week" },
      { value: "month", word: "Within a month" },
      { value: "quarter", word: "Within a quarter" },
      { value: "older", word: "Longer ago" },
    ],
  },
  jobChanged: { label: "New job", kind: "one", options: () => [{ value: "yes", word: "Within 90 days" }] },
};

export const FIELD_NAMES = Object.keys(FIELDS) as readonly FilterName[];

export function valuesOf(filters: PeopleView, name: FilterName): readonly string[] {
  const value = filters[name];
  return value === undefined ? [] : typeof value === "string" ? [value] : value;
}

const WORDS_SHOWN = 2;

/** "Germany or France", "Germany, France or 3 more". Null while the words are not known. */
export function wordsOf(values: readonly string[], options: readonly Option[]): string | null {
  const words = values.map((value) => options.find((option) => option.value === value)?.word);
  if (words.some((word) => word === undefined)) return null;
  if (words.length <= WORDS_SHOWN) return words.join(" or ");
  return `${words.slice(0, WORDS_SHOWN).join(", ")} or ${String(words.length - WORDS_SHOWN)} more`;
}
