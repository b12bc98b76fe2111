import { expect, test } from "vitest";
import { createRefusalRate } from "@/lib/audit/server/refusal-rate";

test("of a flood of one person's refusals so many different ones a minute are written, and the next one tells how many more there were", () => {
  const rate = createRefusalRate(3);
  const flood = Array.from({ length: 100 }, (_, n) => rate.admit("usr_1", `what ${String(n)}`, 1000 + n));
  expect(flood.filter((skipped) => skipped !== null)).toEqual([0, 0, 0]);
  expect(rate.admit("usr_2", "what 1", 1200)).toBe(0);
  expect(rate.admit("usr_1", "what 1", 62_000)).toBe(97);
  expect(rate.admit("usr_1", "what 2", 62_001)).toBe(0);
});

test("the same refusal again within the minute is counted, not written", () => {
  const rate = createRefusalRate(3);
  expect([0, 1, 2].map((ms) => rate.admit("usr_1", "same", ms))).toEqual([0, null, null]);
  expect(rate.admit("usr_1", "other", 3)).toBe(2);
});

test("what is remembered of people is bounded", () => {
  const rate = createRefusalRate(1);
  rate.admit("usr_first", "what", 0);
  for (let n = 0; n < 2000; n += 1) rate.admit(`usr_${String(n)}`, "what", 1);
  expect(rate.admit("usr_first", "what", 2)).toBe(0);
});
