import { expect, test } from "vitest";
import { addCredits } from "@/lib/usage/exact-credits";
import { foldSeries } from "@/lib/usage/fold-series";
import { GROUPS_MAX, REST } from "@/lib/usage/usage";

const day = (date: number) => `2026-03-${String(date).padStart(2, "0")}`;
const days = [1, 2, 3].map((date) => ({ from: day(date), to: day(date) }));

test("a day on which nothing was spent is a zero, not a gap", () => {
  const { points, total } = foldSeries([{ day: day(2), group: "phone", credits: "8" }], days);
  expect(points.map(({ total: spent }) => spent)).toEqual(["0", "8", "0"]);
  expect(total).toBe("8");
  expect(foldSeries([], days).points.map(({ total: spent }) => spent)).toEqual(["0", "0", "0"]);
});

test("groups beyond the colours are one at the end, and nothing of them is lost", () => {
  const cells = Array.from({ length: 12 }, (_, n) => ({
    day: day(1 + (n % 3)),
    group: `g${String(n)}`,
    credits: `${String(n)}.25`,
  }));
  const { groups, points, total } = foldSeries(cells, days);
  expect(groups).toHaveLength(GROUPS_MAX);
  expect(groups[0]).toEqual({ id: "g11", credits: "11.25" });
  expect(groups.at(-1)?.id).toBe(REST);
  expect(total).toBe("69");
  expect(addCredits(groups.map(({ credits }) => credits))).toBe(total);
  expect(addCredits(points.flatMap(({ credits }) => credits))).toBe(total);
});

test("the days of a week are one bar", () => {
  const week = [{ from: day(1), to: day(3) }];
  const cells = [1, 3].map((date) => ({ day: day(date), group: "phone", credits: "0.0001" }));
  expect(foldSeries(cells, week).points).toEqual([{ ...week[0], total: "0.0002", credits: ["0.0002"] }]);
});
