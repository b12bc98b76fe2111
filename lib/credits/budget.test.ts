import fc from "fast-check";
import { expect, test } from "vitest";
import { msUntilReset, periodOf, RESET_DAY_MAX, shareOf } from "@/lib/credits/budget";

const iso = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) => [startsAt.toISOString(), endsAt.toISOString()];

test("a period begins on its reset day, also across the turn of a year", () => {
  expect(iso(periodOf(new Date("2026-11-24T02:00:00Z"), 1))).toEqual([
    "2026-11-01T00:00:00.000Z",
    "2026-12-01T00:00:00.000Z",
  ]);
  expect(iso(periodOf(new Date("2027-01-09T23:59:59Z"), 10))).toEqual([
    "2026-12-10T00:00:00.000Z",
    "2027-01-10T00:00:00.000Z",
  ]);
  expect(iso(periodOf(new Date("2027-01-10T00:00:00Z"), 10))[0]).toBe("2027-01-10T00:00:00.000Z");
});

test("every moment is in its period, and the next period begins where it ends", () => {
  const moments = fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: RESET_DAY_MAX }), (now, resetDay) => {
      const { startsAt, endsAt } = periodOf(now, resetDay);
      expect(startsAt <= now && now < endsAt).toBe(true);
      expect(periodOf(endsAt, resetDay).startsAt).toEqual(endsAt);
    }),
  );
});

test("what is spent and held of a limit never fills more than all of it", () => {
  expect(shareOf({ creditLimit: null, spent: "5", held: "1" })).toBeNull();
  expect(shareOf({ creditLimit: "100", spent: "25", held: "50" })).toEqual({ spent: 0.25, held: 0.5, isTight: false });
  expect(shareOf({ creditLimit: "100", spent: "60", held: "60" })).toEqual({ spent: 0.6, held: 0.4, isTight: true });
  expect(shareOf({ creditLimit: "100", spent: "145", held: "9" })).toEqual({ spent: 1, held: 0, isTight: true });
  expect(shareOf({ creditLimit: "0", spent: "0", held: "0" })).toEqual({ spent: 1, held: 0, isTight: true });
});

test("figures are read anew when their period ends, at least once a day, and never in a hurry", () => {
  const now = Date.parse("2026-12-01T00:00:00Z");
  expect(msUntilReset("2026-12-01T01:00:00Z", now)).toBe(3_600_000);
  expect(msUntilReset("2027-01-01T00:00:00Z", now)).toBe(86_400_000);
  expect(msUntilReset("2026-11-30T00:00:00Z", now)).toBe(30_000);
  expect(msUntilReset(undefined, now)).toBe(false);
});
