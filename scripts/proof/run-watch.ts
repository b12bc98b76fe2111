import type { Client } from "pg";
import type { RunState } from "@/lib/runs/run";
import { wait } from "@/scripts/proof/ground";

export type RunNow = { state: RunState; stopReason: string | null; queued: number; sending: number };

const NOW = `
  SELECT r.state, r.stop_reason AS "stopReason",
         (SELECT count(*) FROM run_row w WHERE w.run_id = r.id AND w.state = 'queued')::int AS queued,
         (SELECT count(*) FROM run_row w WHERE w.run_id = r.id AND w.state = 'sending')::int AS sending
    FROM run r WHERE r.id = $1`;

/** By SQL, not by what the app says of itself. */
export async function readRunNow(app: Client, runId: string): Promise<RunNow> {
  const [now] = (await app.query<RunNow>(NOW, [runId])).rows;
  if (!now) throw new Error(`there is no run ${runId}`);
  return now;
}

const LOOK_EVERY_MS = 25;
const WITHIN_MS = 15 * 60_000;

/** Resolves once the run is as wanted. Throws when that takes longer than anything here may. */
export async function untilRun(app: Client, runId: string, isWanted: (now: RunNow) => boolean): Promise<RunNow> {
  const deadline = performance.now() + WITHIN_MS;
  for (;;) {
    const now = await readRunNow(app, runId);
    if (isWanted(now)) return now;
    if (performance.now() > deadline) throw new Error(`the run did not come so far: ${JSON.stringify(now)}`);
    await wait(LOOK_EVERY_MS);
  }
}

/**
 * Has the database itself note each call that is committed while its run is not running: at the commit, when everything that
 * came before it can be seen.
 */
export async function watchLateCalls(app: Client): Promise<void> {
  await app.query(`
    CREATE TABLE proof_late_call (bulk_call_id text PRIMARY KEY, run_state text NOT NULL);
    CREATE FUNCTION proof_note_late_call() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO proof_late_call SELECT NEW.id, r.state FROM run r WHERE r.id = NEW.run_id AND r.state <> 'running';
      RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER proof_late_call AFTER INSERT ON bulk_call DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION proof_note_late_call();`);
}

export async function listLateCalls(app: Client): Promise<string[]> {
  const { rows } = await app.query<{ id: string; state: string }>(
    `SELECT bulk_call_id AS id, run_state AS state FROM proof_late_call`,
  );
  return rows.map(({ id, state }) => `call ${id} began while its run was ${state}`);
}
