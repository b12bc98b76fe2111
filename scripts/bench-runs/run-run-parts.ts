import { loadavg } from "node:os";
import { Client } from "pg";
import { db } from "@/lib/db/client";
import { prepareStart } from "@/lib/worker/prepare-start";
import { lineOf, type Figure } from "@/scripts/bench/figure";
import { benchDryRun } from "@/scripts/bench-runs/dry-run";
import { benchOneWindow } from "@/scripts/bench-runs/one-window";
import { anAdmin, type RunStage } from "@/scripts/bench-runs/run-stage";
import { benchSettlingRate } from "@/scripts/bench-runs/settling-rate";
import { benchStoringRate } from "@/scripts/bench-runs/storing-rate";
import { benchWindowUse } from "@/scripts/bench-runs/window-use";
import type { RunPart, RunWords } from "@/scripts/bench-runs/words";

const PARTS: Record<RunPart, (stage: RunStage) => Promise<Figure[]>> = {
  P9: benchStoringRate,
  P19: benchDryRun,
  P20: benchSettlingRate,
  P1b: benchOneWindow,
  P1: benchWindowUse,
};

/** Runs the parts in this process, each in a workspace of its own, and prints each figure as it is there. */
export async function runRunParts({ parts, isShort, commit }: RunWords & { commit: string }): Promise<Figure[]> {
  await prepareStart();
  const sql = new Client({ connectionString: process.env.DATABASE_URL });
  await sql.connect();
  const figures: Figure[] = [];
  try {
    for (const part of parts) {
      const found = await PARTS[part]({ admin: await anAdmin(), isShort, sql });
      for (const figure of found) console.log(lineOf(figure, { commit, load: loadavg()[0] ?? 0 }));
      figures.push(...found);
    }
  } finally {
    await sql.end();
    await db.$disconnect();
  }
  return figures;
}
