import { expect, test } from "vitest";
import { formatAmount } from "@/lib/credits/credits";

test.each([
  ["0", "0"],
  ["9.0000", "9"],
  ["12500.5", "12,500.5"],
  ["999999999.9999", "999,999,999.9999"],
])("%s credits are shown exactly, as %s", (credits, words) => {
  expect(formatAmount(credits)).toBe(words);
});
