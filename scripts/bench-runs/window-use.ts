import type { Figure } from "@/scripts/bench/figure";
import { BRIEF_MINUTE_S } from "@/scripts/bench-runs/brief-minute";
import { type Engine, giveKey, type LoggedCall, readCalls, startEngine } from "@/scripts/bench-runs/engine";
import { anAdmin, type RunStage } from "@/scripts/bench-runs/run-stage";
import { begin, draftOf, emailsFrom, untilDone } from "@/scripts/bench-runs/running";

/** A window's length, and how many calls it has: what paid plans allow and, in the short form, what its brief minutes have room for. */
type Window = { seconds: number; limit: number };
const windowOf = (isShort: boolean): Window =>
  isShort ? { seconds: BRIEF_MINUTE_S, limit: 40 } : { seconds: 60, limit: 1000 };
const PEOPLE_A_CALL = 10;
const LATENCY_MS = 60;

type Use = { ratio: number; refused: number; windows: number; calls: number };

/** P1: people accepted a minute ÷ (limit × 10), for one run, and for two that share a key while all workers are killed once. */
export async function benchWindowUse(stage: RunStage): Promise<Figure[]> {
  const windows = stage.isShort ? 2 : 5;
  const window = windowOf(stage.isShort);
  const engine = await startEngine({
    switches: { minuteLimit: window.limit, latencyMs: LATENCY_MS },
    workers: 2,
    isBrief: stage.isShort,
  });
  try {
    const alone = await useWindows(stage, { engine, window, windows, runs: 1, isKilled: false });
    const shared = await useWindows(stage, { engine, window, windows, runs: 2, isKilled: true });
    return [
      ...figuresOf("one run", window, alone),
      ...figuresOf("two runs sharing a key, all workers killed once", window, shared),
    ];
  } finally {
    await engine.end();
  }
}

type Using = { engine: Engine; window: Window; windows: number; runs: number; isKilled: boolean };

async function useWindows({ sql }: RunStage, { engine, window, windows, runs, isKilled }: Using): Promise<Use> {
  const admin = await anAdmin();
  const key = await giveKey(admin);
  const each = Math.ceil(((windows + 0.3) * window.limit) / runs) * PEOPLE_A_CALL;
  const emails = emailsFrom(0, each * runs);
  const drafts: string[] = [];
  for (let run = 0; run < runs; run += 1) drafts.push(await draftOf(admin, emails.slice(run * each, (run + 1) * each)));
  for (const runId of drafts) await begin(admin, runId);
  if (isKilled) await killInWindow(engine, window);
  await Promise.all(drafts.map((runId) => untilDone(sql, runId)));
  return measureUse(await readCalls(sql, key), window, windows);
}

/** In the middle of the second window, or of what the first leaves to wait for. */
async function killInWindow(engine: Engine, { seconds }: Window): Promise<void> {
  await new Promise((wake) => setTimeout(wake, seconds * 1100));
  await engine.killWorkers();
  await Promise.all([engine.addWorker(), engine.addWorker()]);
}

/** Over whole windows as the provider has them, from one's first call to the first call after the last. */
function measureUse(calls: readonly LoggedCall[], { seconds, limit }: Window, windows: number): Use {
  const windowMs = seconds * 1000;
  const openings: number[] = [];
  for (const { at } of calls) if (at > (openings.at(-1) ?? -Infinity) + windowMs) openings.push(at);
  const [from = 0, until] = [openings[0], openings[windows]];
  if (until === undefined)
    throw new Error(`${String(openings.length)} windows were opened, not ${String(windows + 1)}`);
  const within = calls.filter(({ at }) => at >= from && at < until);
  const accepted = within.filter(({ status }) => status === 200).reduce((sum, { people }) => sum + people, 0);
  const refused = within.filter(({ status }) => status === 429).length;
  return {
    ratio: accepted / (((until - from) / windowMs) * limit * PEOPLE_A_CALL),
    refused,
    windows,
    calls: within.length,
  };
}

function figuresOf(what: string, { seconds, limit }: Window, { ratio, refused, windows, calls }: Use): Figure[] {
  const shared = { part: "P1", n: `${String(windows)} windows` } as const;
  const length = `minutes of ${String(seconds)} s with ${String(limit)} calls`;
  return [
    {
      ...{ ...shared, base: 0.95, goal: 0.99, better: "higher", ratio },
      metric: `${what}: people accepted a minute ÷ (limit × 10), ${length}`,
      measured: { value: ratio, unit: "×" },
      beside: { what: "what the limit allows", value: (limit * PEOPLE_A_CALL) / seconds, unit: "/s" },
    },
    {
      ...{ ...shared, base: 100 / limit, goal: 0, better: "lower", ratio: refused / windows },
      metric: `${what}: calls refused with 429 (${String(refused)} in ${String(windows)} windows)`,
      measured: { value: (refused / calls) * 100, unit: "%" },
      beside: { what: "one a window", value: 100 / limit, unit: "%" },
    },
  ];
}
