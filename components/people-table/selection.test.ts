import { expect, test } from "vitest";
import {
  ALL_MATCHING,
  countSelected,
  isSelected,
  mark,
  MARKED_MAX,
  marksOf,
  NOTHING_SELECTED,
  writeSelection,
} from "@/components/people-table/selection";

test("rows that are marked are sent by their ids, and unmarked ones are not", () => {
  const three = mark(NOTHING_SELECTED, ["a", "b", "c"], true);
  const two = mark(three, ["b"], false);
  expect(writeSelection(two, "q=x")).toEqual({ ids: ["a", "c"] });
  expect(countSelected(two, 500)).toBe(2);
});

test("all that match but for those unmarked: filters and exceptions are sent", () => {
  const some = mark(ALL_MATCHING, ["b"], false);
  expect(isSelected(some, "a")).toBe(true);
  expect(isSelected(some, "b")).toBe(false);
  expect(writeSelection(some, "country=France")).toEqual({ matching: "country=France", except: ["b"] });
  expect(countSelected(some, 312)).toBe(311);
  expect(countSelected(some, null)).toBeNull();
  expect(writeSelection(mark(some, ["b"], true), "")).toEqual({ matching: "", except: [] });
});

test("no more are marked one by one than may be sent", () => {
  const ids = Array.from({ length: MARKED_MAX + 5 }, (_, index) => String(index));
  expect(countSelected(mark(NOTHING_SELECTED, ids, true), null)).toBe(MARKED_MAX);
});

test("the header's box says none, some or all of what is loaded", () => {
  const rows = [{ id: "a" }, { id: "b" }];
  expect(marksOf(NOTHING_SELECTED, rows)).toBe(false);
  expect(marksOf(mark(NOTHING_SELECTED, ["a"], true), rows)).toBe("indeterminate");
  expect(marksOf(mark(NOTHING_SELECTED, ["a", "b"], true), rows)).toBe(true);
  expect(marksOf(ALL_MATCHING, rows)).toBe(true);
  expect(marksOf(mark(ALL_MATCHING, ["z"], false), rows)).toBe("indeterminate");
});
