import fc from "fast-check";
import { expect, test } from "vitest";
import { addCredits, compareCredits, creditsPer } from "@/lib/usage/exact-credits";

const units = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });
const textOf = (amount: bigint) => {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(5, "0");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -4)}.${digits.slice(-4)}`;
};

test("amounts are added exactly, in any order", () => {
  fc.assert(
    fc.property(fc.array(units), (amounts) => {
      const exact = amounts.reduce((sum, amount) => sum + amount, 0n);
      const sum = addCredits(amounts.map(textOf));
      expect(compareCredits(sum, textOf(exact))).toBe(0);
      expect(addCredits(amounts.toReversed().map(textOf))).toBe(sum);
    }),
  );
  expect(addCredits(["0.1", "0.2"])).toBe("0.3");
  expect(addCredits(["99999999999999.9999", "0.0001", "-0.5"])).toBe("99999999999999.5");
  expect(addCredits([])).toBe("0");
});

test("what is no amount is refused, not taken for nothing", () => {
  for (const text of ["", "1e3", "NaN", "1.23456", "1,5"]) expect(() => addCredits([text])).toThrow(/no amount/);
});

test("the price of one is rounded half up to two decimals, and there is none of nothing", () => {
  expect(creditsPer("10", 3)).toBe("3.33");
  expect(creditsPer("0.125", 1)).toBe("0.13");
  expect(creditsPer("9", 1)).toBe("9");
  expect(creditsPer("-1", 3)).toBe("-0.33");
  expect(creditsPer("9", 0)).toBeNull();
});
