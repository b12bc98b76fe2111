import { db } from "@/lib/db/client";
import type { BenchApp } from "@/scripts/bench/bench-app";
import { median, runLoad, type Shot } from "@/scripts/bench/load";
import { report } from "@/scripts/bench/report";
import { seedAttempts, shotsFor } from "@/scripts/bench/seed-attempts";

const CONNECTIONS = 50;

/** P2: durable acknowledgements a second at 50 connections ÷ a Next route doing one `create`, interleaved A B A B. */
export async function benchWebhookRate(app: BenchApp, isShort: boolean): Promise<boolean> {
  const rounds = isShort ? 3 : 5;
  const requests = isShort ? 1500 : 6000;
  const ratios: number[] = [];
  const rates: { ours: number; naive: number }[] = [];
  await measure(app, naiveShots(300), 300);
  for (let round = 0; round < rounds; round += 1) {
    const attempts = await seedAttempts(requests);
    const ours = await measure(app, shotsFor(attempts), requests);
    await assertStored(attempts.map(({ attemptId }) => attemptId));
    await settled();
    const naive = await measure(app, naiveShots(requests), requests);
    rates.push({ ours, naive });
    ratios.push(ours / naive);
  }
  const per = (which: "ours" | "naive") => median(rates.map((rate) => rate[which])).toFixed(0);
  const text = `durable webhook acks at ${String(CONNECTIONS)} connections ÷ a route with one create: ${per("ours")}/s ÷ ${per("naive")}/s, median of ${String(rounds)} × ${String(requests)}`;
  return report({ id: "P2", text, value: median(ratios), base: 1.2, goal: 1.7, unit: "×", isHigherBetter: true });
}

async function measure(app: BenchApp, shots: Iterator<Shot>, expected: number): Promise<number> {
  const { hits, seconds } = await runLoad({ url: app.url, connections: CONNECTIONS, shots });
  const acked = hits.filter(({ status }) => status === 200).length;
  if (acked !== expected) throw new Error(`${String(expected - acked)} of ${String(expected)} were not acknowledged`);
  return acked / seconds;
}

function* naiveShots(count: number): Generator<Shot> {
  const body = Buffer.alloc(700, "x");
  for (let shot = 0; shot < count; shot += 1) yield { path: "/api/bench/insert", method: "POST", body };
}

async function assertStored(attemptIds: string[]): Promise<void> {
  const stored = await db.delivery.count({ where: { attemptId: { in: attemptIds } } });
  if (stored !== attemptIds.length) throw new Error(`acked ${String(attemptIds.length)}, stored ${String(stored)}`);
}

/** The worker applies what came; the next measurement starts when it is idle. */
export async function settled(withinMs = 120_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while ((await db.delivery.count({ where: { state: "received" } })) > 0) {
    if (performance.now() > deadline) throw new Error("the worker did not drain in time");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
