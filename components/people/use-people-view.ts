"use client";

import { debounce, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useDebounced } from "@/components/people/use-debounced";
import { PHONE_FILTERS } from "@/lib/people/person";
import type { PeopleFilters } from "@/lib/people/schema";

const TYPING_PAUSE_MS = 200;
const TEXT_MAX = 200;
const PARSERS = { q: parseAsString.withDefault(""), phones: parseAsStringLiteral(PHONE_FILTERS) };

export type PhoneFilter = (typeof PHONE_FILTERS)[number];

/** What the list is narrowed to. It lives in the URL, so that a view can be kept and sent. */
export function usePeopleView() {
  const [{ q, phones }, setView] = useQueryStates(PARSERS);
  const text = useDebounced(q, TYPING_PAUSE_MS).trim();
  const filters: Omit<PeopleFilters, "cursor"> = { ...(text && { q: text }), ...(phones && { phones }) };
  return {
    text: q,
    phones,
    filters,
    search: (typed: string) =>
      void setView({ q: typed.slice(0, TEXT_MAX) }, { limitUrlUpdates: debounce(TYPING_PAUSE_MS) }),
    narrow: (filter: PhoneFilter | null) => void setView({ phones: filter }, { history: "push" }),
    clear: () => void setView({ q: null, phones: null }),
  };
}
