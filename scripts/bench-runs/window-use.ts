import type { Figure } from "@/scripts/bench/figure";
import { BRIEF_MINUTE_S } from "@/scripts/bench-runs/brief-minutes";
import { type Engine, giveKey, type LoggedCall, readCalls, startEngine } from "@/scripts/bench-runs/engine";
import { anAdmin, type RunStage } from "@/scripts/bench-runs/run-stage";
import { begin, draftOf, emailsFrom, untilDone } from "@/scripts/bench-runs/running";

/** Calls a minute: what the machine can do beside its other work, so that the limit alone is what holds them up. */
const LIMIT = 40;
const PEOPLE_A_CALL = 10;
const WINDOW_MS = BRIEF_MINUTE_S * 1000;
const LATENCY_MS = 60;

type Use = { ratio: number; refused: number; windows: number; calls: number };

/** P1: people accepted a minute ÷ (limit × 10), for one run, and for two that share a key while all workers are killed once. */
export async function benchWindowUse(stage: RunStage): Promise<Figure[]> {
  const windows = stage.isShort ? 2 : 5;
  const engine = await startEngine({ switches: { minuteLimit: LIMIT, latencyMs: LATENCY_MS }, workers: 2 });
  try {
    const alone = await useWindows(stage, { engine, windows, runs: 1, isKilled: false });
    const shared = await useWindows(stage, { engine, windows, runs: 2, isKilled: true });
    return [...figuresOf("one run", alone), ...figuresOf("two runs sharing a key, all workers killed once", shared)];
  } finally {
    await engine.end();
  }
}

type Using = { engine: Engine; windows: number; runs: number; isKilled: boolean };

async function useWindows({ sql }: RunStage, { engine, windows, runs, isKilled }: Using): Promise<Use> {
  const admin = await anAdmin();
  const key = await giveKey(admin);
  const each = Math.ceil(((windows + 0.3) * LIMIT) / runs) * PEOPLE_A_CALL;
  const drafts: string[] = [];
  for (let run = 0; run < runs; run += 1) drafts.push(await draftOf(admin, emailsFrom(run * each * 2, each)));
  for (const runId of drafts) await begin(admin, runId);
  if (isKilled) await killInWindow(engine);
  await Promise.all(drafts.map((runId) => untilDone(sql, runId)));
  return measureUse(await readCalls(sql, key), windows);
}

/** In the middle of the second window, or of what the first leaves to wait for. */
async function killInWindow(engine: Engine): Promise<void> {
  await new Promise((wake) => setTimeout(wake, WINDOW_MS * 1.1));
  await engine.killWorkers();
  await Promise.all([engine.addWorker(), engine.addWorker()]);
}

/** Over whole windows as the provider has them, from one's first call to the first call after the last. */
function measureUse(calls: readonly LoggedCall[], windows: number): Use {
  const openings: number[] = [];
  for (const { at } of calls) if (at > (openings.at(-1) ?? -Infinity) + WINDOW_MS) openings.push(at);
  const [from = 0, until] = [openings[0], openings[windows]];
  if (until === undefined)
    throw new Error(`${String(openings.length)} windows were opened, not ${String(windows + 1)}`);
  const within = calls.filter(({ at }) => at >= from && at < until);
  const accepted = within.filter(({ status }) => status === 200).reduce((sum, { people }) => sum + people, 0);
  const refused = within.filter(({ status }) => status === 429).length;
  return {
    ratio: accepted / (((until - from) / WINDOW_MS) * LIMIT * PEOPLE_A_CALL),
    refused,
    windows,
    calls: within.length,
  };
}

function figuresOf(what: string, { ratio, refused, windows, calls }: Use): Figure[] {
  const shared = { part: "P1", n: `${String(windows)} windows` } as const;
  const length = `minutes of ${String(BRIEF_MINUTE_S)} s with ${String(LIMIT)} calls`;
  return [
    {
      ...{ ...shared, base: 0.95, goal: 0.99, better: "higher", ratio },
      metric: `${what}: people accepted a minute ÷ (limit × 10), ${length}`,
      measured: { value: ratio, unit: "×" },
      beside: { what: "what the limit allows", value: (LIMIT * PEOPLE_A_CALL) / BRIEF_MINUTE_S, unit: "/s" },
    },
    {
      ...{ ...shared, base: 100 / LIMIT, goal: 0, better: "lower", ratio: refused / windows },
      metric: `${what}: calls refused with 429 (${String(refused)} in ${String(windows)} windows)`,
      measured: { value: (refused / calls) * 100, unit: "%" },
      beside: { what: "one a window", value: 100 / LIMIT, unit: "%" },
    },
  ];
}
