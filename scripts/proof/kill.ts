import { loadavg } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import { setBudget } from "@/lib/credits/server/set-budget";
import { db } from "@/lib/db/client";
import { freePort } from "@/lib/testing/app-server";
import { anAttempt, type TestAttempt } from "@/lib/testing/attempts";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { findBookFaults } from "@/scripts/proof/books";
import { countOperations, findEffectFaults, readStored, untilApplied } from "@/scripts/proof/final-state";
import type { Killable } from "@/scripts/proof/killable";
import { drawFaults, type Fault, type Victim, VICTIMS } from "@/scripts/proof/kill-schedule";
import { figuresOf, type Killing, lateAgain, oddAnswers, recoveriesOf } from "@/scripts/proof/killings";
import { attemptsFor, createOperations, type Span } from "@/scripts/proof/operations";
import type { ProofRun } from "@/scripts/proof/part-table";
import { sabotagedTargetOf, webOf, workerOf } from "@/scripts/proof/product-processes";
import { createRandom } from "@/scripts/proof/random";
import { type Senders, startSenders } from "@/scripts/proof/senders";
import { type Stage, withClient } from "@/scripts/proof/stage";
import type { Verdict } from "@/scripts/proof/verdict";
import { buildApp, isBuildFresh } from "@/scripts/supervisor/build";

const ACKS_A_KILL = { full: 335, short: 150 };
/** Between two kills, at full load; the rest comes while something is started again, and after the last. */
const ACKS_BETWEEN = { full: 250, short: 100 };
/** The short form stands in `npm test`, on a machine that may have other things to do: it is given that much more time. */
const PATIENCE = { full: 1, short: 3 };
const MADE_AT_ONCE = 8;

/** The built web server, the worker and PostgreSQL killed under webhook load: what was acknowledged is stored, and done once. */
export async function proveKill({ stage, seed, trials, isShort }: ProofRun): Promise<Verdict> {
  const form = isShort ? "short" : "full";
  const patience = PATIENCE[form];
  const acksWanted = trials * ACKS_A_KILL[form];
  const random = createRandom(seed);
  const faults = drawFaults({ trials, acksBetween: ACKS_BETWEEN[form], random });
  await requireDurable(stage);
  const { workspaceId, attempts } = await makeAttempts(attemptsFor(acksWanted));
  const operations = createOperations(attempts, random);
  const complaints: string[] = [];
  const port = await freePort();
  const victims = await startVictims(stage, port, (complaint) => complaints.push(complaint));
  const senders = startSenders({ port, next: operations.next, random });
  await senders.untilAcks(1);
  const killings: Killing[] = [];
  for (const fault of faults) killings.push(await killOnce(fault, victims, senders));
  senders.hurry();
  await senders.untilAcks(acksWanted);
  await senders.stop();
  return withClient(stage.appDatabase, async (client) => {
    await untilApplied(client);
    await Promise.all([victims.web.kill(), victims.worker.kill()]);
    const stored = await readStored(client);
    const crashes = killings.flatMap(({ crash }) => crash ?? []);
    const count = countOperations(operations.all, stored, crashes);
    const recoveries = recoveriesOf(killings, operations.all, stored);
    const violations = [
      ...[...count.lost, ...count.ghosts, ...count.doubled, ...count.overcounted],
      ...(await findEffectFaults(client, operations.all, stored)),
      ...(await findBookFaults(client, [workspaceId])),
      ...[...complaints, ...oddAnswers(operations.all, patience), ...lateAgain(recoveries, patience)],
    ];
    return { violations, figures: figuresOf({ killings, recoveries, count, operations: operations.all }) };
  });
}

/** What is lost without it, a kill would not show: the system still writes what a dead process had given it. */
async function requireDurable({ appDatabase }: Stage): Promise<void> {
  const { rows } = await withClient(appDatabase, (client) =>
    client.query<{ name: string; setting: string }>(
      "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')",
    ),
  );
  const off = rows.filter(({ setting }) => setting !== "on").map(({ name }) => name);
  if (off.length > 0 || rows.length !== 3) throw new Error(`this database is not durable: ${off.join(", ")}`);
}

/** Answered lookups that wait for their phones, with nine credits held of a budget that covers them all. */
async function makeAttempts(count: number): Promise<{ workspaceId: string; attempts: TestAttempt[] }> {
  const viewer = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
  await setBudget(viewer, { scope: WORKSPACE_SCOPE, creditLimit: String(count * 10), resetDay: 1 });
  const attempts: TestAttempt[] = [];
  while (attempts.length < count) {
    attempts.push(...(await Promise.all(Array.from({ length: MADE_AT_ONCE }, () => anAttempt(viewer)))));
  }
  await db.$disconnect();
  return { workspaceId: viewer.workspaceId, attempts };
}

type Victims = Record<Victim, Killable>;

async function startVictims(stage: Stage, port: number, report: (complaint: string) => void): Promise<Victims> {
  if (!stage.database) throw new Error("only a durable database can be killed");
  const site = { stage, port, report };
  if (stage.saboteur === null) await buildIfStale(stage);
  const web = stage.saboteur === null ? webOf(site) : sabotagedTargetOf(site);
  const victims = { web, worker: workerOf(site), postgres: stage.database };
  stage.onEnd(async () => {
    await Promise.all([victims.web.kill(), victims.worker.kill()]);
  });
  await Promise.all([victims.web.start(), victims.worker.start()]);
  return victims;
}

async function buildIfStale(stage: Stage): Promise<void> {
  if (isBuildFresh()) return;
  const stop = new AbortController();
  stage.onEnd(() => {
    stop.abort();
  });
  await buildApp(stop.signal);
}

/** Kills in the middle of full load, starts again at once, and goes on when all is well. */
async function killOnce({ kind, afterAcks, thenMs }: Fault, victims: Victims, senders: Senders): Promise<Killing> {
  senders.hurry();
  await senders.untilAcks(senders.acks() + afterAcks);
  await wait(thenMs);
  senders.calm();
  const [killedAt, killedOn] = [performance.now(), Date.now()];
  const gone: number[] = [];
  let crash: Span | null = null;
  await Promise.all(
    VICTIMS[kind].map(async (victim) => {
      await victims[victim].kill();
      const goneAt = performance.now();
      gone.push(goneAt);
      if (victim === "postgres") crash = { from: killedAt, to: goneAt };
      await victims[victim].start();
    }),
  );
  const startedAt = performance.now();
  const goneAt = Math.max(...gone);
  await senders.firstAckAfter(goneAt);
  return { kind, killedAt, killedOn, goneAt, startedAt, crash, load: loadavg()[0] ?? 0 };
}
