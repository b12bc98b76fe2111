import type { BenchApp } from "@/scripts/bench/bench-app";
import { median } from "@/scripts/bench/load";
import { report } from "@/scripts/bench/report";

/** P13: the built app from spawn to the first 200 of /api/health, PostgreSQL already up. */
export async function benchColdStart(app: BenchApp, isShort: boolean): Promise<boolean> {
  const times: number[] = [];
  for (let start = 0; start < (isShort ? 3 : 7); start += 1) times.push(await app.restart());
  const text = `cold start to the first 200, median of ${String(times.length)}`;
  return report({ id: "P13", text, value: median(times) / 1000, base: 2, goal: 1, unit: " s", isHigherBetter: false });
}
