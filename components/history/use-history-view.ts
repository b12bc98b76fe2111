"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { useTypedText } from "@/components/shared/use-typed-text";
import { HISTORY_FILTERS, readHistoryView, type HistoryView } from "@/lib/lookups/history-view";

const TEXT_MAX = 200;
const PARSERS = Object.fromEntries(HISTORY_FILTERS.map((name) => [name, parseAsString])) as Record<
  keyof HistoryView,
  typeof parseAsString
>;
const NOTHING = Object.fromEntries(HISTORY_FILTERS.map((name) => [name, null])) as Record<keyof HistoryView, null>;

export type Narrowing = Partial<Record<keyof HistoryView, string | null>>;

/** What History is narrowed to. It lives in the URL, so that a view can be kept and sent. */
export function useHistoryView() {
  const [values, setValues] = useQueryStates(PARSERS);
  const query = useTypedText({
    name: "q",
    kept: values.q ?? "",
    keep: (typed) => void setValues({ q: typed || null }),
  });
  const view = readHistoryView({ ...values, q: query.settled.trim() || undefined });
  return {
    text: query.typed,
    view,
    isNarrowed: Object.keys(view).length > 0,
    search: (typed: string) => {
      query.type(typed.slice(0, TEXT_MAX));
    },
    leaveSearch: query.leave,
    narrow: (by: Narrowing) => void setValues(by, { history: "push" }),
    clear: () => void setValues(NOTHING, { history: "push" }),
  };
}
