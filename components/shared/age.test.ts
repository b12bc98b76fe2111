import { expect, test } from "vitest";
import { describeAge, exactTime } from "@/components/shared/age";

const NOON = new Date("2026-03-10T12:00:00Z");
const before = (ms: number) => new Date(NOON.getTime() - ms);

test.each([
  [5_000, "just now"],
  [-5_000, "just now"],
  [2 * 60_000, "2 min. ago"],
  [59 * 60_000 + 59_000, "59 min. ago"],
  [3 * 3_600_000, "3 hr. ago"],
  [-3 * 3_600_000, "in 3 hr."],
  [26 * 3_600_000, "yesterday"],
  [30 * 86_400_000, "8 Feb 2026"],
])("a moment %i ms ago reads as %s", (ageMs, words) => {
  expect(describeAge(before(ageMs), NOON.getTime())).toBe(words);
});

test("the exact time names its zone", () => {
  expect(exactTime(NOON, "UTC")).toBe("10 Mar 2026, 12:00:00 UTC");
});
