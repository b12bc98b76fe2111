import {
  createLoader,
  createParser,
  createSerializer,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from "nuqs";
import { readColumns, readWidths, writeColumns, writeWidths } from "@/components/people-table/layout";
import { FRESHNESS, SORT_WORDS } from "@/lib/people/filter-words";
import { PHONE_FILTERS } from "@/lib/people/person";

const anyOf = parseAsArrayOf(parseAsString);

const FILTER_PARSERS = {
  q: parseAsString.withDefault(""),
  title: parseAsString,
  company: parseAsString,
  companyId: parseAsString,
  country: anyOf,
  seniority: anyOf,
  email: anyOf,
  hasPhone: parseAsStringLiteral(["yes", "no"]),
  phones: parseAsStringLiteral(PHONE_FILTERS),
  tag: anyOf,
  list: anyOf,
  run: parseAsString,
  owner: parseAsString,
  fresh: parseAsStringLiteral(FRESHNESS),
  jobChanged: parseAsStringLiteral(["yes"]),
};

/** All that makes a view of the table: what is kept when it is saved. */
const SAVED_PARSERS = {
  ...FILTER_PARSERS,
  sort: parseAsStringLiteral(SORT_WORDS),
  cols: createParser({ parse: readColumns, serialize: writeColumns, eq: sameText(writeColumns) }),
  w: createParser({ parse: readWidths, serialize: writeWidths, eq: sameText(writeWidths) }),
  density: parseAsStringLiteral(["compact"]),
};

/** And where the reader is: which saved view, which person is open. */
export const VIEW_PARSERS = { ...SAVED_PARSERS, view: parseAsString, person: parseAsString };
export type ViewValues = inferParserType<typeof VIEW_PARSERS>;
type SavedValues = inferParserType<typeof SAVED_PARSERS>;

const serialise = createSerializer(SAVED_PARSERS);
const load = createLoader(SAVED_PARSERS);

/** A view as it is kept, without the question mark. Equal views give equal text. */
export function writeView(values: SavedValues): string {
  const saved = Object.fromEntries(Object.keys(SAVED_PARSERS).map((name) => [name, values[name as keyof SavedValues]]));
  return serialise("", saved).replace(/^\?/, "");
}

/** A view that was kept, whole: what it does not say is as usual. */
export function readView(query: string): SavedValues {
  return load(new URLSearchParams(query));
}

function sameText<T>(write: (value: T) => string) {
  return (one: T, other: T) => write(one) === write(other);
}
