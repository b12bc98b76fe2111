import type { Figure } from "@/scripts/bench/figure";
import { requireAnswered, runLoad, type Shot } from "@/scripts/bench/load";
import { seedAttempts, shotsFor } from "@/scripts/bench/seed-attempts";
import { cookieHeader, type Stage } from "@/scripts/bench/stage";
import { median, quantile } from "@/scripts/bench/statistics";
import { untilApplied } from "@/scripts/bench/until-applied";

const CALLBACKS_PER_S = 600;
const CONNECTIONS = 50;
const PAGES_PER_S = 10;

/** P3: People is read while 600 callbacks a second come in, and while none do, in turns. */
export async function benchPageUnderLoad(stage: Stage): Promise<Figure[]> {
  const rounds = 3;
  const seconds = stage.isShort ? 4 : 10;
  const readers = { url: stage.app.url, cookie: await cookieHeader(stage), seconds };
  await warmUp(readers);
  const turns: { idle: number; busy: number }[] = [];
  const acks: number[] = [];
  const reached: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const attempts = await seedAttempts(CALLBACKS_PER_S * seconds);
    const idle = await readPages(readers);
    const [busy, load] = await Promise.all([
      readPages(readers),
      runLoad({ url: readers.url, connections: CONNECTIONS, shots: shotsFor(attempts), ratePerS: CALLBACKS_PER_S }),
    ]);
    acks.push(...requireAnswered(load, "callbacks"));
    reached.push(load.hits.length / load.seconds);
    turns.push({ idle: quantile(idle, 0.95), busy: quantile(busy, 0.95) });
    await untilApplied();
  }
  const idle = median(turns.map((turn) => turn.idle));
  const ratio = median(turns.map((turn) => turn.busy / turn.idle));
  const under = `under ${median(reached).toFixed(0)} callbacks/s`;
  const beside = { what: "the page's p95 with no callbacks", value: idle, unit: "ms" } as const;
  const ack = quantile(acks, 0.99);
  return [
    {
      ...{ part: "P3", base: 4, goal: 2, better: "lower", ratio, beside },
      metric: `the People page's p95 ${under} (${median(turns.map(({ busy }) => busy)).toFixed(0)} ms) ÷ idle`,
      measured: { value: ratio, unit: "×" },
      n: `${String(rounds)} turns of ${String(seconds * PAGES_PER_S)} pages, median`,
    },
    {
      ...{ part: "P3", base: 150, goal: 80, better: "lower", ratio: ack / idle, beside },
      metric: `p99 of the acknowledgements ${under}, from when each was due`,
      measured: { value: ack, unit: "ms" },
      n: `${String(acks.length)} callbacks`,
    },
  ];
}

/** Both are in use before they are measured, as on any server that is up for a minute. */
async function warmUp(readers: Readers): Promise<void> {
  const attempts = await seedAttempts(CALLBACKS_PER_S);
  await readPages({ ...readers, seconds: 2 });
  await runLoad({ url: readers.url, connections: CONNECTIONS, shots: shotsFor(attempts), ratePerS: CALLBACKS_PER_S });
  await untilApplied();
}

type Readers = { url: string; cookie: string; seconds: number };

async function readPages({ url, cookie, seconds }: Readers): Promise<number[]> {
  const page: Shot = { path: "/people", method: "GET", headers: { cookie } };
  const shots = Array<Shot>(seconds * PAGES_PER_S).fill(page);
  return requireAnswered(await runLoad({ url, connections: 4, shots, ratePerS: PAGES_PER_S }), "pages");
}
