import { Client } from "pg";
import { digestOfKey } from "@/lib/sandbox/server/provision-sandbox-team";
import type { SandboxSwitches } from "@/lib/sandbox/switches";
import type { Team } from "@/scripts/proof/app-commands";
import { type AppKind, type AppProcess, startAppProcess } from "@/scripts/proof/app-process";
import { type Emulator, startEmulator } from "@/scripts/proof/emulator";
import { type FaultProxy, startFaultProxy } from "@/scripts/proof/fault-proxy";
import type { Stage } from "@/scripts/proof/stage";

/** A workspace with a key of its own, and with it a bill of its own. */
export type KeyedTeam = Team & { keyDigest: Buffer };

/** Two processes of the app, the emulator, what stands between them, and a look into either database. */
export type Ground = {
  emulator: Emulator;
  proxy: FaultProxy;
  /** Lives throughout. */
  desk: AppProcess;
  /** May be killed. */
  sender: AppProcess;
  app: Client;
  log: Client;
  teams: KeyedTeam[];
};

type Wanted = {
  stage: Stage;
  switches: Partial<SandboxSwitches>;
  teams: number;
  members: number;
  senderPort?: number;
  /** The sender has all background work of its own, so that it sends unasked. What its calls bring later comes to the desk. */
  isWorker?: boolean;
};

/** Sets up what the parts about money stand on, and takes it all down again. */
export async function onGround<T>(wanted: Wanted, prove: (ground: Ground) => Promise<T>): Promise<T> {
  const { stage, switches } = wanted;
  const emulator = await startEmulator(switches);
  const proxy = await startFaultProxy(emulator.url);
  const kind: AppKind = { emulatorPort: proxy.port, isHurried: true };
  const desk = await startAppProcess(stage, kind);
  const sender = await startAppProcess(stage, {
    ...kind,
    ...(wanted.senderPort !== undefined && { port: wanted.senderPort }),
    ...(wanted.isWorker && { hasWorker: true, appUrl: desk.url }),
  });
  const [app, log] = [new Client(stage.appDatabase), new Client(stage.emulatorDatabase)];
  await Promise.all([app.connect(), log.connect()]);
  const ground: Ground = { emulator, proxy, desk, sender, app, log, teams: [] };
  try {
    for (let count = 0; count < wanted.teams; count += 1) {
      const key = `proof-money-key-${count}`;
      await emulator.addKey(key);
      const team = await desk.ask("setUp", { key, members: wanted.members, limit: null, memberLimits: [] });
      ground.teams.push({ ...team, keyDigest: digestOfKey(key) });
    }
    return await prove(ground);
  } finally {
    await Promise.all([desk.kill(), ground.sender.kill()]);
    await Promise.all([app.end(), log.end(), proxy.close()]);
    await emulator.close();
  }
}

export const wait = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));

// A reveal that the provider skipped may wait for a call that nobody knows the outcome of yet.
const OPEN = `
  SELECT (SELECT count(*) FROM attempt
           WHERE state IN ('reserved', 'sending') OR hold_until IS NOT NULL
              OR (state = 'matched' AND (phone_state IN ('waiting', 'late') OR waterfall_state IN ('waiting', 'late'))
                  AND NOT ($1 AND encode(response_body, 'escape') LIKE '%"status":"skipped"%')))::int
       + (SELECT count(*) FROM delivery WHERE state = 'received')::int AS open`;
const DUE = `SELECT count(*)::int AS open FROM sandbox_callback WHERE due_at IS NOT NULL`;

// What a person needs to see why.
const STILL = `
  SELECT id, state, phone_state, waterfall_state, hold_until, poll_at, sent_at, request_id::text,
         left(encode(response_body, 'escape'), 300) AS answer,
         (SELECT json_agg(json_build_object('state', d.state, 'via', d.via, 'reason', d.reason, 'body', left(encode(d.body, 'escape'), 200)))
            FROM delivery d WHERE d.attempt_id = a.id) AS deliveries
    FROM attempt a
   WHERE state IN ('reserved', 'sending') OR hold_until IS NOT NULL
      OR (state = 'matched' AND (phone_state IN ('waiting', 'late') OR waterfall_state IN ('waiting', 'late')))
      OR EXISTS (SELECT FROM delivery d WHERE d.attempt_id = a.id AND d.state = 'received')
   LIMIT 5`;
const STILL_DUE = `
  SELECT request_id::text, state, attempts, due_at, left(body, 200) AS body FROM sandbox_callback WHERE due_at IS NOT NULL LIMIT 5`;

const REST_WITHIN_MS = 90_000;

/**
 * Lets the worker poll and sweep until nothing is under way, in the app as in the emulator, but calls that nobody knows the
 * outcome of and, unless `isWhole`, what the provider skipped because of them. Throws when it takes longer.
 */
export async function comeToRest({ desk, app, log }: Ground, { isWhole = true } = {}): Promise<void> {
  const deadline = performance.now() + REST_WITHIN_MS;
  for (;;) {
    await desk.ask("work", "poll");
    await desk.ask("work", "sweep-holds");
    const [inApp, inEmulator] = await Promise.all([
      app.query<{ open: number }>(OPEN, [!isWhole]),
      log.query<{ open: number }>(DUE),
    ]);
    const open = (inApp.rows[0]?.open ?? 0) + (inEmulator.rows[0]?.open ?? 0);
    if (open === 0) return;
    if (performance.now() > deadline) {
      const still = [...(await app.query<object>(STILL)).rows, ...(await log.query<object>(STILL_DUE)).rows];
      throw new Error(`${open} calls, bodies and callbacks did not come to rest: ${JSON.stringify(still)}`);
    }
    await wait(200);
  }
}
