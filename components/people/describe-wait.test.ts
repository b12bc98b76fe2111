import { expect, test } from "vitest";
import { describeWait } from "@/components/people/describe-wait";

const NOON = Date.parse("2026-03-10T12:00:00Z");

test.each([
  [0, "under 1 min"],
  [-90_000, "under 1 min"],
  [59_999, "under 1 min"],
  [2 * 60_000, "2 min"],
  [59 * 60_000 + 59_000, "59 min"],
  [3 * 3_600_000 + 5, "3 h"],
  [25 * 3_600_000, "1 day"],
  [30 * 86_400_000, "30 days"],
])("a wait of %i ms reads as %s", (waitedMs, words) => {
  expect(describeWait(new Date(NOON - waitedMs), NOON)).toBe(words);
});
