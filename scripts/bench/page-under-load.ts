import type { BenchApp } from "@/scripts/bench/bench-app";
import { quantile, runLoad, type Shot } from "@/scripts/bench/load";
import { report } from "@/scripts/bench/report";
import { seedAttempts, shotsFor } from "@/scripts/bench/seed-attempts";
import { settled } from "@/scripts/bench/webhook-rate";

const RATE_PER_S = 600;

/** P3: People is read while 600 callbacks a second come in: page p95 ÷ idle page p95, and the acknowledgements' p99. */
export async function benchPageUnderLoad(app: BenchApp, cookie: string, isShort: boolean): Promise<boolean> {
  const seconds = isShort ? 5 : 30;
  const attempts = await seedAttempts(RATE_PER_S * seconds);
  const idle = await readPages(app, cookie, seconds);
  const [busy, load] = await Promise.all([
    readPages(app, cookie, seconds),
    runLoad({ url: app.url, connections: 50, shots: shotsFor(attempts), ratePerS: RATE_PER_S }),
  ]);
  await settled();
  const refused = load.hits.filter(({ status }) => status !== 200).length;
  if (refused > 0) throw new Error(`${String(refused)} callbacks were not acknowledged`);
  const acks = load.hits.map(({ ms }) => ms);
  const reached = (load.hits.length / load.seconds).toFixed(0);
  const text = `People's p95 under ${reached} callbacks/s ÷ idle: ${quantile(busy, 0.95).toFixed(0)} ms ÷ ${quantile(idle, 0.95).toFixed(0)} ms, ${String(busy.length)} and ${String(idle.length)} pages`;
  const pages = report({
    id: "P3",
    text,
    value: quantile(busy, 0.95) / quantile(idle, 0.95),
    base: 4,
    goal: 2,
    unit: "×",
    isHigherBetter: false,
  });
  const ack = report({
    id: "P3",
    text: `ack p99 of ${String(acks.length)}`,
    value: quantile(acks, 0.99),
    base: 150,
    goal: 80,
    unit: " ms",
    isHigherBetter: false,
  });
  return pages && ack;
}

const PAGES_PER_S = 10;

async function readPages(app: BenchApp, cookie: string, seconds: number): Promise<number[]> {
  function* pages(): Generator<Shot> {
    for (let page = 0; page < seconds * PAGES_PER_S; page += 1)
      yield { path: "/people", method: "GET", headers: { cookie } };
  }
  const { hits } = await runLoad({ url: app.url, connections: 2, shots: pages(), ratePerS: PAGES_PER_S });
  const failed = hits.filter(({ status }) => status !== 200).length;
  if (failed > 0) throw new Error(`${String(failed)} pages were not answered`);
  return hits.map(({ ms }) => ms);
}
