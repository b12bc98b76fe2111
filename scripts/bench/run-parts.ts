import { loadavg } from "node:os";
import { db } from "@/lib/db/client";
import { prepareStart } from "@/lib/worker/prepare-start";
import { startBenchApp } from "@/scripts/bench/bench-app";
import type { BenchEnvironment } from "@/scripts/bench/bench-environment";
import { benchColdStart } from "@/scripts/bench/cold-start";
import { lineOf, verdictOf, type Figure } from "@/scripts/bench/figure";
import { benchFirstLoad } from "@/scripts/bench/first-load";
import { benchLookupOverhead } from "@/scripts/bench/lookup-overhead";
import { benchMemory } from "@/scripts/bench/memory";
import { benchPageUnderLoad } from "@/scripts/bench/page-under-load";
import { benchPhoneToPage } from "@/scripts/bench/phone-to-page";
import type { PartName } from "@/scripts/bench/parts";
import { benchRunPage } from "@/scripts/bench/run-page";
import { startReference, type ReferenceServer } from "@/scripts/bench/reference-server";
import { openLazily } from "@/scripts/bench/session";
import type { Stage } from "@/scripts/bench/stage";
import { benchUsagePage } from "@/scripts/bench/usage-page";
import { benchWebhookRate } from "@/scripts/bench/webhook-rate";

const PARTS: Record<PartName, (stage: Stage) => Promise<Figure[]>> = {
  P2: benchWebhookRate,
  P3: benchPageUnderLoad,
  P5: benchPhoneToPage,
  P10: benchFirstLoad,
  P13: benchColdStart,
  P14: benchMemory,
  P16: benchLookupOverhead,
  P17: benchUsagePage,
  P21: benchRunPage,
};

type Run = { parts: readonly PartName[]; isShort: boolean; commit: string };

/** Runs the parts one after the other on one app and prints each figure as it is there. */
export async function runParts(environment: BenchEnvironment, { parts, isShort, commit }: Run): Promise<Figure[]> {
  await prepareStart();
  const app = await startBenchApp(environment);
  const browser = openLazily(app.url);
  let reference: Promise<ReferenceServer> | undefined;
  const stage: Stage = {
    app,
    isShort,
    signedIn: browser.signedIn,
    reference: () => (reference ??= startReference()),
  };
  const figures: Figure[] = [];
  try {
    for (const part of parts) {
      figures.push(...(await runPart(part, stage, commit)));
    }
  } finally {
    await browser.close();
    await (await reference)?.stop();
    await app.stop();
    await db.$disconnect();
  }
  return figures;
}

/** The short form stands in `npm test`, where a base that is missed once may be another program's doing: best of three. */
const SHORT_TRIES = 3;

async function runPart(part: PartName, stage: Stage, commit: string): Promise<Figure[]> {
  const tries = stage.isShort ? SHORT_TRIES : 1;
  for (let attempt = 1; ; attempt += 1) {
    const figures = await PARTS[part](stage);
    const suffix = attempt === 1 ? "" : ` | try ${String(attempt)} of ${String(tries)}`;
    for (const figure of figures) console.log(lineOf(figure, { commit, load: loadavg()[0] ?? 0 }) + suffix);
    if (attempt === tries || figures.every((figure) => verdictOf(figure) !== "BELOW BASE")) return figures;
  }
}
