import { expect, test } from "vitest";
import { HISTORY_FILTERS, historySearch, readHistoryView, type HistoryView } from "@/lib/lookups/history-view";
import { HistoryFilters } from "@/lib/lookups/lookup-filters";

const WHOLE: HistoryView = {
  ...{ q: "ana & co", who: "me", source: "refresh", outcome: "no_match", phones: "late", credits: "over-8" },
  ...{ key: "key_01k9", from: "2026-01-01", to: "2026-02-28", reviewed: "no", news: "look" },
  since: "2026-11-25T18:02:00.123Z",
};
const opened = (address: string) =>
  Object.fromEntries(new URL(`/history${address}`, "https://app.example").searchParams);

test("a view comes back from its address as it was, and the schema takes it", () => {
  expect(Object.keys(WHOLE).toSorted()).toEqual([...HISTORY_FILTERS].toSorted());
  expect(Object.keys(HistoryFilters.shape).toSorted()).toEqual([...HISTORY_FILTERS].toSorted());
  expect(readHistoryView(opened(historySearch(WHOLE)))).toEqual(WHOLE);
  expect(HistoryFilters.parse(WHOLE)).toEqual(WHOLE);
  expect(historySearch({})).toBe("");
});

test("what no filter can be is left out by the address's reader and refused by the schema; the rest holds", () => {
  const wrong = {
    ...{ q: "  ", who: "../x".repeat(20), source: "fax", outcome: "found", phones: "rung", credits: "over-" },
    ...{ key: "k".repeat(65), from: "2026-02-30", to: "soon", reviewed: "maybe", news: "war", since: "yesterday" },
  };
  expect(readHistoryView({ ...wrong, outcome: "matched" })).toEqual({ outcome: "matched" });
  for (const [name, value] of Object.entries(wrong))
    expect(HistoryFilters.safeParse({ [name]: value }).success, `${name}=${value}`).toBe(false);
  expect(readHistoryView({ who: ["a", "b"], cursor: "x" })).toEqual({});
});
