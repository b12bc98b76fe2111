import fc from "fast-check";
import { expect, test } from "vitest";
import { splitEqually } from "@/lib/credits/split";

const units = (credits: string) => {
  const [whole = "0", fraction = ""] = credits.split(".");
  return BigInt(whole + fraction.padEnd(4, "0"));
};

test.each([
  ["5000", 3, "1666", "2"],
  ["12", 4, "3", "0"],
  ["2.5", 2, "1", "0.5"],
  ["1", 3, "0.3333", "0.0001"],
  ["0", 2, "0", "0"],
  ["999999999.9999", 1, "999999999", "0.9999"],
])("%s over %i reps: %s each, %s left over", (limit, members, share, remainder) => {
  expect(splitEqually(limit, members)).toEqual({ share, remainder });
});

test("shares and what is left over are the limit, exactly, whatever it is", () => {
  const limits = fc.tuple(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 0, max: 9999 }));
  fc.assert(
    fc.property(limits, fc.integer({ min: 1, max: 500 }), ([whole, fraction], members) => {
      const limit = `${String(whole)}.${String(fraction).padStart(4, "0")}`;
      const { share, remainder } = splitEqually(limit, members) ?? { share: "", remainder: "" };
      expect(units(share) * BigInt(members) + units(remainder)).toBe(units(limit));
    }),
  );
});

test("nobody shares nothing", () => {
  expect(splitEqually("100", 0)).toBeNull();
});
