"use client";

import { createParser, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useTypedText } from "@/components/shared/use-typed-text";
import {
  COMPANY_SIZES,
  COMPANY_SORTS,
  DEFAULT_COMPANY_SORT,
  type CompanySize,
  type CompanySort,
  type CompanySortWord,
} from "@/lib/companies/company";
import type { CompanyView } from "@/lib/companies/filters";
import { joinValues, splitValues } from "@/lib/http/joined-values";

const TEXT_MAX = 200;
const SORT_WORDS = COMPANY_SORTS.flatMap((sort) => [sort, `-${sort}`] as const);

const values = createParser<string[]>({
  parse: splitValues,
  serialize: joinValues,
  eq: (a, b) => joinValues(a) === joinValues(b),
});
const PARSERS = {
  q: parseAsString.withDefault(""),
  industry: values,
  country: values,
  technology: values,
  size: values,
  sort: parseAsStringLiteral(SORT_WORDS),
};

export const COMPANY_FILTERS = ["industry", "country", "size", "technology"] as const;
export type CompanyFilterName = (typeof COMPANY_FILTERS)[number];

/** What the companies are narrowed to and ordered by. It lives in the URL, so that it can be kept and sent. */
export function useCompaniesView() {
  const [given, setView] = useQueryStates(PARSERS);
  const query = useTypedText({ name: "q", kept: given.q, keep: (typed) => void setView({ q: typed || null }) });
  const text = query.settled.trim();
  const { sort } = given;
  const view = toView({ ...given, q: text });
  return {
    view,
    text: query.typed,
    isNarrowed: Object.keys(view).some((name) => name !== "sort"),
    sort: sort ?? DEFAULT_COMPANY_SORT,
    search: (typed: string) => {
      query.type(typed.slice(0, TEXT_MAX));
    },
    leaveSearch: query.leave,
    filter: (name: CompanyFilterName, chosen: readonly string[]) =>
      void setView({ [name]: chosen.length === 0 ? null : [...chosen] }, { history: "push" }),
    sortBy: (column: CompanySort) => void setView({ sort: nextSort(sort ?? DEFAULT_COMPANY_SORT, column) }),
    clear: () => void setView({ q: null, industry: null, country: null, technology: null, size: null }),
  };
}

type Given = Record<CompanyFilterName, string[] | null> & { q: string; sort: CompanySortWord | null };

/** Only what narrows or orders: the page's own reading of the address has the same key. */
function toView({ q, size: sizes, sort, ...lists }: Given): CompanyView {
  const size = sizes?.filter((word): word is CompanySize => word in COMPANY_SIZES);
  const narrowed = Object.entries({ ...lists, size }).filter(([, chosen]) => chosen?.length);
  return {
    ...(q && { q }),
    ...(Object.fromEntries(narrowed) as CompanyView),
    ...(sort && sort !== DEFAULT_COMPANY_SORT && { sort }),
  };
}

export type CompaniesView = ReturnType<typeof useCompaniesView>;

/** Names begin with A; of numbers and times the greatest is asked for first. */
function nextSort(sort: CompanySortWord, column: CompanySort): CompanySortWord {
  const first: CompanySortWord = column === "name" ? "name" : `-${column}`;
  const second: CompanySortWord = column === "name" ? "-name" : column;
  return sort === first ? second : first;
}
