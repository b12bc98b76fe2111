import { startReference } from "@/scripts/bench/reference-server";
import type { Figure } from "@/scripts/bench/figure";
import type { Stage } from "@/scripts/bench/stage";
import { median, slowness } from "@/scripts/bench/statistics";

const REFERENCE_QUIET_MS = 650;

/** P13: the built app from its process's start to the first 200 of /api/health, PostgreSQL being up. */
export async function benchColdStart({ app, isShort }: Stage): Promise<Figure[]> {
  const rounds = isShort ? 3 : 7;
  const ours: number[] = [];
  const empty: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await app.restart());
    const server = await startReference();
    empty.push(server.readyMs);
    await server.stop();
  }
  const allowance = isShort ? slowness(median(empty), REFERENCE_QUIET_MS) : 1;
  return [
    {
      ...{ part: "P13", base: 2 * allowance, goal: 1, better: "lower", ratio: median(ours) / median(empty) },
      metric: "cold start to the first 200",
      measured: { value: median(ours) / 1000, unit: "s" },
      n: `${String(rounds)} turns, median; base times ${allowance.toFixed(1)} for the load`,
      beside: { what: "an empty Next app", value: median(empty) / 1000, unit: "s" },
    },
  ];
}
