import { expect, test } from "vitest";
import { isSettling, splitProgress } from "@/lib/runs/progress";
import { ROW_STATES } from "@/lib/runs/run";

test("every row is in one part of the bar, whatever its state", () => {
  const counts = Object.fromEntries(ROW_STATES.map((state) => [state, 1]));
  const { parts, total } = splitProgress(counts);
  expect(total).toBe(ROW_STATES.length);
  expect(parts).toEqual({ matched: 2, noMatch: 1, failed: 1, unknown: 1, skipped: 5, running: 1, waiting: 2 });
});

test("through is what neither waits nor is under way, nor was never sent", () => {
  expect(splitProgress({ matched: 4, stopped: 6 })).toMatchObject({ total: 10, settled: 4 });
  expect(splitProgress({ matched: 4, failed: 1, sending: 2, queued: 3 })).toMatchObject({ total: 10, settled: 5 });
  expect(splitProgress({})).toMatchObject({ total: 0, settled: 0 });
});

test("a run that stands still is watched while rows of it are under way", () => {
  expect(isSettling({ state: "paused", counts: { sending: 1 } })).toBe(true);
  expect(isSettling({ state: "paused", counts: { queued: 9 } })).toBe(false);
  expect(isSettling({ state: "running", counts: { sending: 1 } })).toBe(false);
});
