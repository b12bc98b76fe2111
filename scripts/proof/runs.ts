import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RunWish, type StartRunInput } from "@/lib/runs/schema";
import { comeToRest, type Ground, onGround } from "@/scripts/proof/ground";
import type { ProofRun } from "@/scripts/proof/part-table";
import { createPeople } from "@/scripts/proof/people";
import { createRandom } from "@/scripts/proof/random";
import { countRows, findHolds, findPaidTwice, findRowFaults } from "@/scripts/proof/run-books";
import { decideRows } from "@/scripts/proof/run-doubts";
import { drawFile, type RunFile } from "@/scripts/proof/run-file";
import { createRunFaults } from "@/scripts/proof/run-faults";
import { playEvents, type Played } from "@/scripts/proof/run-play";
import { type RunScene, startWorkers, unlessConflict } from "@/scripts/proof/run-scene";
import { listLateCalls, type RunNow, untilRun, watchLateCalls } from "@/scripts/proof/run-watch";
import { compareWithBills } from "@/scripts/proof/settlement";
import { differs, type Verdict } from "@/scripts/proof/verdict";

/** Phones come by callback, and by poll where it is lost. */
const WISH = RunWish.parse({ revealPhoneNumber: true });
const FIRST_ROWS = 10;
/** So that there is always something on its way when a worker dies. */
const LATENCY_MS = 120;
/** Few enough that each is answered in time. */
const BOUGHT_AT_ONCE = 8;
/** Nothing that fails at the provider's side ends a run here. */
const FAILURES_MAX = 1000;
const FAULTY_ROWS = { full: 4, short: 1 };
/** The first answers what failed in the middle; the second finds nothing left to ask for. */
const RETRIES_MAX = 5;

/** A file with every kind of row, run by two workers while they are killed, the run paused, stopped and retried: paid once each. */
export async function proveRuns(run: ProofRun): Promise<Verdict> {
  const form = run.isShort ? "short" : "full";
  const switches = { delayMs: 0, latencyMs: LATENCY_MS };
  return onGround({ stage: run.stage, switches, teams: 1, members: 1, isWorker: true }, async (ground) => {
    const random = createRandom(run.seed);
    const file = drawFile({ random, nextPerson: createPeople(), rows: run.trials, faults: FAULTY_ROWS[form] });
    const workers = await startWorkers(ground, run.stage);
    try {
      const [team] = ground.teams;
      if (!team) throw new Error("there is no workspace");
      await watchLateCalls(ground.app);
      const { runId, violations } = await prepare({ ground, run, team, file });
      const scene: RunScene = { ground, workers, runId, team, random };
      violations.push(...(await startWithFirstRows(scene)));
      const faults = createRunFaults(ground.proxy, form, random);
      const played = await playEvents(scene, form);
      await workers.ready();
      await untilRun(ground.app, runId, ({ queued, state }) => queued === 0 || state !== "running");
      faults.stop();
      const ended = await settle(scene, file);
      return await conclude(scene, file, { ...ended, played, faults: faults.count(), violations });
    } finally {
      await workers.end();
    }
  });
}

type Preparing = { ground: Ground; run: ProofRun; team: RunScene["team"]; file: RunFile };

/** Some are ours and some barred before; the file is uploaded and tried out. */
async function prepare({ ground, run, team, file }: Preparing): Promise<{ runId: string; violations: string[] }> {
  const { desk } = ground;
  const [viewer = team.admin] = team.members;
  for (let at = 0; at < file.known.length; at += BOUGHT_AT_ONCE) {
    const some = file.known.slice(at, at + BOUGHT_AT_ONCE);
    await desk.ask(
      "lookUp",
      some.map((apolloId) => ({ viewer, input: { apolloId, revealPhoneNumber: true } })),
    );
  }
  await comeToRest(ground);
  await desk.ask("suppress", { viewer: team.admin, addresses: file.barred });
  const folder = mkdtempSync(join(tmpdir(), "perihelion-proof-"));
  run.stage.onEnd(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const path = join(folder, "people.csv");
  writeFileSync(path, file.bytes);
  const { runId } = await desk.ask("upload", { viewer, path, name: "people.csv" });
  const sheet = await desk.ask("dryRun", { viewer, runId, wish: WISH });
  const endsIn = (state: string) => file.rows.filter(({ ends }) => ends.some((end) => end === state)).length;
  const { rows, invalid, duplicates, ours, suppressed } = sheet;
  const violations = differs(
    "the dry run's sheet",
    { rows, invalid, duplicates, ours, suppressed },
    {
      ...{ rows: file.rows.length, invalid: endsIn("invalid"), duplicates: endsIn("duplicate") },
      ...{ ours: endsIn("ours"), suppressed: endsIn("suppressed") },
    },
  );
  return { runId, violations };
}

/** "Run 10 first": no more than ten are asked for until somebody lets the others go. */
async function startWithFirstRows({ ground, runId, team }: RunScene): Promise<string[]> {
  const { desk, app } = ground;
  const [viewer = team.admin] = team.members;
  const wanted: StartRunInput = {
    ...{ runId, wish: WISH, rowLimit: FIRST_ROWS, creditCeiling: null, failuresMax: FAILURES_MAX, listId: null },
  };
  await desk.ask("startRun", { viewer, ...wanted });
  const { stopReason } = await untilRun(app, runId, ({ state }) => state === "paused");
  const { rows } = await app.query<{ asked: number }>(
    "SELECT coalesce(sum(requested), 0)::int AS asked FROM bulk_call WHERE run_id = $1",
    [runId],
  );
  await desk.ask("resumeRun", { viewer, runId });
  const asked = rows[0]?.asked ?? 0;
  return [
    ...differs("why it stands after the first rows", stopReason, "first_rows"),
    ...(asked > 0 && asked <= FIRST_ROWS ? [] : [`${asked} of the first ${FIRST_ROWS} rows were asked for`]),
  ];
}

const isOver = ({ state }: RunNow) => state === "done" || state === "stopped";

type Ended = { decided: number; retried: number };

/** What nobody knows is decided by the provider's figures or a person; what was not charged is asked for again, until all is answered. */
async function settle({ ground, runId, team }: RunScene, file: RunFile): Promise<Ended> {
  const { desk, app } = ground;
  const ended: Ended = { decided: 0, retried: 0 };
  for (let round = 0; round < RETRIES_MAX; round += 1) {
    await untilNobodySends(ground, runId);
    await untilRun(app, runId, isOver);
    await comeToRest(ground, { isWhole: false });
    await desk.ask("work", "reconcile");
    await desk.ask("work", "settle-by-usage");
    ended.decided += await decideRows(ground, { team, runId, file });
    const again = desk.ask("retryRun", { viewer: team.admin, runId, which: "failed" });
    const { rows } = (await unlessConflict(again)) ?? { rows: 0 };
    if (rows === 0) break;
    ended.retried += rows;
    await untilRun(app, runId, isOver);
  }
  await comeToRest(ground);
  return ended;
}

/** What a killed worker had under way becomes unknown; the sweep need not wait for its turn. */
async function untilNobodySends({ desk, app }: Ground, runId: string): Promise<void> {
  const sweeping = setInterval(() => void desk.ask("work", "sweep").catch(() => null), 1000);
  try {
    await untilRun(app, runId, ({ queued, sending }) => queued + sending === 0);
  } finally {
    clearInterval(sweeping);
  }
}

type Found = Ended & { played: Played; faults: number; violations: string[] };

async function conclude(scene: RunScene, file: RunFile, found: Found): Promise<Verdict> {
  const { ground, runId, team } = scene;
  const [late, paidTwice, rowFaults, money, counts] = [
    await listLateCalls(ground.app),
    await findPaidTwice(ground, { team, runId, file }),
    await findRowFaults(ground, runId, file),
    await compareWithBills(ground),
    await countRows(ground, runId),
  ];
  const { kills, pauses, stops, again, violations } = found.played;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return {
    figures:
      `${total} rows (${[...counts].map(([state, count]) => `${count} ${state}`).join(", ")}), ${kills} kills, ${pauses} pauses, ${stops} stops, ` +
      `${found.faults} calls spoiled, ${again} stopped and ${found.retried} failed rows sent again, ${found.decided} decided by a person: ` +
      `${paidTwice.length} paid twice, ${late.length} sent after a stop; ` +
      `${money.violations.length === 0 ? "spent = billed" : "spent and billed differ"} (${money.billed} credits)`,
    violations: [
      ...[...found.violations, ...violations, ...late, ...paidTwice, ...rowFaults, ...money.violations],
      ...(await findHolds(ground, team.workspaceId)),
    ],
  };
}
