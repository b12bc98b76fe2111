import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bucketsOf, RANGE_DAYS_MAX, rangeOf } from "@/lib/usage/usage-range";

const NOW = new Date("2026-03-12T23:30:00-05:00"); // the 13th in UTC
const daysOf = (asked: Parameters<typeof rangeOf>[0]) => {
  const { from, to, days } = rangeOf(asked, NOW);
  return [from, to, days];
};

describe("the days that are meant", () => {
  test("are whole days of UTC, today the last", () => {
    expect(daysOf({})).toEqual(["2026-02-12", "2026-03-13", 30]);
    expect(daysOf({ range: "7d" })).toEqual(["2026-03-07", "2026-03-13", 7]);
    expect(daysOf({ range: "month" })).toEqual(["2026-03-01", "2026-03-13", 13]);
    const { startsAt, endsAt, previousStartsAt } = rangeOf({ range: "7d" }, NOW);
    expect([previousStartsAt, startsAt, endsAt].map((at) => at.toISOString())).toEqual([
      "2026-02-28T00:00:00.000Z",
      "2026-03-07T00:00:00.000Z",
      "2026-03-14T00:00:00.000Z",
    ]);
  });

  test("go before a preset when they are given, one end alone too", () => {
    expect(daysOf({ range: "90d", from: "2026-03-01", to: "2026-03-02" })).toEqual(["2026-03-01", "2026-03-02", 2]);
    expect(daysOf({ range: "90d", from: "2026-03-10" })).toEqual(["2026-03-10", "2026-03-13", 4]);
    expect(daysOf({ to: "2026-01-31" })).toEqual(["2026-01-02", "2026-01-31", 30]);
  });

  test("are turned, kept out of the future and kept to a year", () => {
    expect(daysOf({ from: "2026-03-05", to: "2026-03-01" })).toEqual(["2026-03-01", "2026-03-05", 5]);
    expect(daysOf({ from: "2027-01-01", to: "2028-01-01" })).toEqual(["2026-03-13", "2026-03-13", 1]);
    expect(daysOf({ from: "2001-01-01" })).toEqual(["2025-03-13", "2026-03-13", RANGE_DAYS_MAX]);
  });
});

test("the bars are the days without a gap, or weeks from Monday above a quarter", () => {
  const day = fc.integer({ min: 0, max: 3000 }).map((back) => new Date(NOW.getTime() - back * 86_400_000));
  fc.assert(
    fc.property(day, day, (one, other) => {
      const [from, to] = [one, other].map((at) => at.toISOString().slice(0, 10));
      const range = rangeOf({ from, to }, NOW);
      const buckets = bucketsOf(range);
      expect([buckets[0]?.from, buckets.at(-1)?.to]).toEqual([range.from, range.to]);
      const lengths = buckets.map((bucket) => (Date.parse(bucket.to) - Date.parse(bucket.from)) / 86_400_000 + 1);
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(range.days);
      if (range.days <= 92) expect(new Set(lengths)).toEqual(new Set([1]));
      else for (const bucket of buckets.slice(1)) expect(new Date(bucket.from).getUTCDay()).toBe(1);
    }),
  );
});
