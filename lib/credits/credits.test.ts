import { expect, test } from "vitest";
import { creditCeiling, creditWords, formatCredits } from "@/lib/credits/credits";

const NONE = { revealPhoneNumber: false, waterfallEmail: false, waterfallPhone: false };

test("the ceiling is 1, 9 with a phone, and the phone waterfall stands in for the reveal", () => {
  expect(creditCeiling(NONE)).toBe(1);
  expect(creditCeiling({ ...NONE, revealPhoneNumber: true })).toBe(9);
  expect(creditCeiling({ ...NONE, revealPhoneNumber: true, waterfallPhone: true })).toBe(26);
  expect(creditCeiling({ revealPhoneNumber: true, waterfallEmail: true, waterfallPhone: false })).toBe(14);
});

test("credits are shown exactly, without idle zeros", () => {
  expect(["9", "9.0000", "2.0200", "100"].map(formatCredits)).toEqual(["9", "9", "2.02", "100"]);
  expect([creditWords(1), creditWords("2.02"), creditWords(0)]).toEqual(["1 credit", "2.02 credits", "0 credits"]);
});
