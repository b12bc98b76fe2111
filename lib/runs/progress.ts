import type { RowState } from "@/lib/runs/run";

export type Counts = Readonly<Record<string, number>>;

/** What a bar of progress is split into, in its order. */
export const PROGRESS_PARTS = ["matched", "noMatch", "failed", "unknown", "skipped", "running", "waiting"] as const;
export type ProgressPart = (typeof PROGRESS_PARTS)[number];

const PART_OF: Record<RowState, ProgressPart> = {
  matched: "matched",
  needs_a_look: "matched",
  no_match: "noMatch",
  failed: "failed",
  unknown: "unknown",
  invalid: "skipped",
  duplicate: "skipped",
  ours: "skipped",
  suppressed: "skipped",
  stopped: "skipped",
  sending: "running",
  queued: "waiting",
  ready: "waiting",
};

/** How often a run is read again whose last calls come to their end after it was paused or stopped: no event tells of those. */
export const SETTLING_MS = 2000;
const STILL = ["paused", "stopped", "done"];

export function isSettling({ state, counts }: { state: string; counts: Counts }): boolean {
  return STILL.includes(state) && (counts["sending"] ?? 0) > 0;
}

const isState = (text: string): text is RowState => Object.hasOwn(PART_OF, text);

/** How many rows are in each part, and how many of all are through: what was never sent is not. */
export function splitProgress(counts: Counts): { parts: Record<ProgressPart, number>; total: number; settled: number } {
  const parts = { matched: 0, noMatch: 0, failed: 0, unknown: 0, skipped: 0, running: 0, waiting: 0 };
  for (const [state, count] of Object.entries(counts)) if (isState(state)) parts[PART_OF[state]] += count;
  const total = Object.values(parts).reduce((sum, count) => sum + count, 0);
  return { parts, total, settled: total - parts.running - parts.waiting - (counts["stopped"] ?? 0) };
}
