import "server-only";
import { db } from "@/lib/db/client";
import { findDueRuns, type DueRun } from "@/lib/runs/server/running-store";

/** How long what runs is believed to run. Nothing is taken of one that does not, whatever is believed. */
const FRESH_MS = 250;

type Desk = {
  /** The run whose turn it is, or null when each has to wait. */
  next: () => Promise<DueRun | null>;
  putAside: (id: string, forMs: number) => void;
  /** Until one of them need not wait any more; Infinity where none runs. */
  untilNextMs: () => number;
};

/** Which run is carried on next: each in its turn. */
export function createRunDesk(now: () => number = () => performance.now()): Desk {
  let runs: DueRun[] = [];
  let lookedAt = -Infinity;
  const notBefore = new Map<string, number>();
  const servedAt = new Map<string, number>();
  const isDue = ({ id }: DueRun) => (notBefore.get(id) ?? 0) <= now();
  let turn = 0;

  return {
    next: async () => {
      if (now() - lookedAt >= FRESH_MS) {
        runs = await findDueRuns(db);
        lookedAt = now();
      }
      const [run] = runs.filter(isDue).sort((a, b) => (servedAt.get(a.id) ?? 0) - (servedAt.get(b.id) ?? 0));
      if (run) servedAt.set(run.id, (turn += 1));
      return run ?? null;
    },
    putAside: (id, forMs) => notBefore.set(id, now() + forMs),
    untilNextMs: () => Math.max(0, Math.min(...runs.map(({ id }) => notBefore.get(id) ?? 0), Infinity) - now()),
  };
}
