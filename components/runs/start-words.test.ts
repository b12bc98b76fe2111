import { expect, test } from "vitest";
import { ceilingWords, needsAsking, writeCeiling } from "@/components/runs/start-words";

test("what the first rows can cost is exact, whatever the price", () => {
  expect(ceilingWords("9", 10)).toBe("up to 90 credits");
  expect(ceilingWords("0.1", 3)).toBe("up to 0.3 credits");
  expect(ceilingWords("1", 1)).toBe("up to 1 credit");
  expect(ceilingWords("900000", 1)).toBe("up to 900,000 credits");
});

test("a number of credits is taken as it is typed", () => {
  expect([" 1,500 ", "2.5", "", "  "].map(writeCeiling)).toEqual(["1500", "2.5", null, null]);
});

test("an admin is asked above the threshold, and not by whoever keeps below it", () => {
  expect(needsAsking(null, "")).toBe(false);
  expect([" ", "501", "1,000"].map((typed) => needsAsking("500", typed))).toEqual([true, true, true]);
  expect(needsAsking("500", "500")).toBe(false);
});
