import { readFileSync } from "node:fs";
import type { BenchApp } from "@/scripts/bench/bench-app";
import { runLoad, type Shot } from "@/scripts/bench/load";
import { report } from "@/scripts/bench/report";
import { seedAttempts, shotsFor } from "@/scripts/bench/seed-attempts";
import { settled } from "@/scripts/bench/webhook-rate";

/** P14: memory of web and worker (one process), idle, and its growth over the second half of a mixed load. */
export async function benchMemory(app: BenchApp, cookie: string, isShort: boolean): Promise<boolean> {
  const minutes = isShort ? 0.5 : 10;
  await app.restart();
  await new Promise((resolve) => setTimeout(resolve, isShort ? 5000 : 20_000));
  const idle = residentMb(app);
  const halves: number[] = [];
  for (let half = 0; half < 2; half += 1) {
    await mixedLoad(app, cookie, (minutes * 60) / 2);
    halves.push(residentMb(app));
  }
  const [first = 0, second = 0] = halves;
  const size = report({
    id: "P14",
    text: "resident memory of web + worker, idle",
    value: idle,
    base: 350,
    goal: 220,
    unit: " MB",
    isHigherBetter: false,
  });
  const text = `growth over the last half of ${String(minutes)} min of mixed load: ${first.toFixed(0)} → ${second.toFixed(0)} MB`;
  const growth = report({
    id: "P14",
    text,
    value: (second / first - 1) * 100,
    base: 10,
    goal: 3,
    unit: " %",
    isHigherBetter: false,
  });
  return size && (growth || isShort);
}

async function mixedLoad(app: BenchApp, cookie: string, seconds: number): Promise<void> {
  const paths = ["/people", "/api/people", "/api/lookups", "/history"];
  function* pages(): Generator<Shot> {
    for (let shot = 0; shot < seconds * 8; shot += 1)
      yield { path: paths[shot % paths.length] ?? "/people", method: "GET", headers: { cookie } };
  }
  const attempts = await seedAttempts(Math.ceil(seconds * 40));
  await Promise.all([
    runLoad({ url: app.url, connections: 4, shots: pages(), ratePerS: 8 }),
    runLoad({ url: app.url, connections: 8, shots: shotsFor(attempts), ratePerS: 40 }),
  ]);
  await settled();
}

function residentMb(app: BenchApp): number {
  const status = readFileSync(`/proc/${String(app.web().pid)}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
