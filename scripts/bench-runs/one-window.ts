import type { Figure } from "@/scripts/bench/figure";
import { giveKey, startEngine } from "@/scripts/bench-runs/engine";
import type { RunStage } from "@/scripts/bench-runs/run-stage";
import { begin, draftOf, emailsFrom, requireFound, untilDone } from "@/scripts/bench-runs/running";

const LATENCY_MS = 1000;
/** Of one process. */
const IN_FLIGHT = 16;

/** P1b: what fits in one window takes no longer than its calls after one another, sixteen at a time. */
export async function benchOneWindow({ admin, isShort, sql }: RunStage): Promise<Figure[]> {
  const rows = isShort ? 1000 : 5000;
  const engine = await startEngine({ switches: { minuteLimit: 1_000_000, latencyMs: LATENCY_MS }, workers: 1 });
  try {
    await giveKey(admin);
    const runId = await draftOf(admin, emailsFrom(0, rows));
    const started = performance.now();
    await begin(admin, runId);
    await untilDone(sql, runId);
    const ms = performance.now() - started;
    await requireFound(sql, runId, rows);
    const least = (rows / 10 / IN_FLIGHT) * LATENCY_MS;
    return [
      {
        ...{ part: "P1b", base: 1.3, goal: 1.1, better: "lower", ratio: ms / least },
        metric: `${rows.toLocaleString("en")} people in one window ÷ (calls × ${String(LATENCY_MS)} ms ÷ ${String(IN_FLIGHT)} in flight), from start to the last row settled (${(ms / 1000).toFixed(1)} s)`,
        measured: { value: ms / least, unit: "×" },
        n: "1 run, 1 worker",
        beside: { what: "the calls alone", value: least / 1000, unit: "s" },
      },
    ];
  } finally {
    await engine.end();
  }
}
