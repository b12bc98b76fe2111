import { expect, test } from "vitest";
import { describeDates } from "@/components/people/describe-dates";

test.each([
  [["2021-03-01", null, true], "Mar 2021 – now"],
  [["2018-01-01", "2021-02-01", false], "Jan 2018 – Feb 2021"],
  [["2018-01-01", "2018-01-31", false], "Jan 2018"],
  [["2018-01-01", null, false], "since Jan 2018"],
  [[null, "2021-02-01", false], "until Feb 2021"],
  [[null, null, true], ""],
  [["soon", null, false], ""],
] as const)("%j reads as %j", ([start, end, isCurrent], words) => {
  expect(describeDates(start, end, isCurrent)).toBe(words);
});
