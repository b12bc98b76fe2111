"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useTypedText } from "@/components/shared/use-typed-text";
import type { PeopleView } from "@/lib/people/filters";
import { PHONE_FILTERS } from "@/lib/people/person";

const TEXT_MAX = 200;
const PARSERS = { q: parseAsString.withDefault(""), phones: parseAsStringLiteral(PHONE_FILTERS) };

export type PhoneFilter = (typeof PHONE_FILTERS)[number];

/** What the list is narrowed to. It lives in the URL, so that a view can be kept and sent. */
export function usePeopleView() {
  const [{ q, phones }, setView] = useQueryStates(PARSERS);
  const query = useTypedText({ name: "q", kept: q, keep: (typed) => void setView({ q: typed }) });
  const text = query.settled.trim();
  const filters: PeopleView = { ...(text && { q: text }), ...(phones && { phones }) };
  return {
    text: query.typed,
    phones,
    filters,
    search: (typed: string) => {
      query.type(typed.slice(0, TEXT_MAX));
    },
    leaveSearch: query.leave,
    narrow: (filter: PhoneFilter | null) => void setView({ phones: filter }, { history: "push" }),
    clear: () => void setView({ q: null, phones: null }),
  };
}
