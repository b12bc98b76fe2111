import { loadavg } from "node:os";
import { Client } from "pg";
import { db } from "@/lib/db/client";
import { prepareStart } from "@/lib/worker/prepare-start";
import { startBenchApp } from "@/scripts/bench/bench-app";
import type { BenchEnvironment } from "@/scripts/bench/bench-environment";
import { lineOf, type Figure } from "@/scripts/bench/figure";
import { benchFirstLoad } from "@/scripts/bench/first-load";
import { startReference, type ReferenceServer } from "@/scripts/bench/reference-server";
import { openLazily } from "@/scripts/bench/session";
import { cookieHeader, type Stage } from "@/scripts/bench/stage";
import { benchExportMemory } from "@/scripts/bench-workspace/export-memory";
import type { LargeStage } from "@/scripts/bench-workspace/large-stage";
import { benchLighthouse } from "@/scripts/bench-workspace/lighthouse";
import { benchPeoplePages } from "@/scripts/bench-workspace/people-pages";
import { benchPeopleSearch } from "@/scripts/bench-workspace/people-search";
import { benchInteractions, benchScrolling } from "@/scripts/bench-workspace/scrolling";
import type { WorkspacePart, WorkspaceWords } from "@/scripts/bench-workspace/words";
import { planWorld } from "@/scripts/seed-large/plan-world";
import { seedLargeTables } from "@/scripts/seed-large/seed-large-tables";

const PARTS: Record<WorkspacePart, (stage: LargeStage) => Promise<Figure[]>> = {
  P6: benchPeoplePages,
  P7: benchPeopleSearch,
  P18: benchExportMemory,
  P12: benchScrolling,
  P12b: benchInteractions,
  P10: benchFirstLoad,
  P11: benchLighthouse,
};

type Run = WorkspaceWords & { commit: string; databaseUrl: string };

/** Fills the practice workspace unless it is filled, then runs the parts on one app and prints each figure as it is there. */
export async function runWorkspaceParts(environment: BenchEnvironment, run: Run): Promise<Figure[]> {
  await prepareStart();
  const sql = new Client({ connectionString: run.databaseUrl });
  await sql.connect();
  const filled = await fill(sql, run);
  const app = await startBenchApp(environment);
  const browser = openLazily(app.url);
  let reference: Promise<ReferenceServer> | undefined;
  const { isShort } = run;
  const stage: Stage = { app, isShort, signedIn: browser.signedIn, reference: () => (reference ??= startReference()) };
  const figures: Figure[] = [];
  try {
    const large = { ...stage, ...filled, sql, cookie: await cookieHeader(stage) };
    for (const part of run.parts) {
      const found = await PARTS[part](large);
      for (const figure of found) console.log(lineOf(figure, { commit: run.commit, load: loadavg()[0] ?? 0 }));
      figures.push(...found);
    }
  } finally {
    await browser.close();
    await (await reference)?.stop();
    await app.stop();
    await sql.end();
    await db.$disconnect();
  }
  return figures;
}

async function fill(sql: Client, { people, lookupsEach }: Run): Promise<{ workspaceId: string; people: number }> {
  const world = await planWorld(sql, { people, lookupsEach, seed: 1, isLiveAllowed: false });
  const { rows } = await sql.query<{ known: number }>(
    "SELECT count(*)::int AS known FROM person WHERE workspace_id = $1",
    [world.workspaceId],
  );
  const known = rows[0]?.known ?? 0;
  if (known === 0) await seedLargeTables(sql, world, console.log);
  return { workspaceId: world.workspaceId, people: known === 0 ? people : known };
}
