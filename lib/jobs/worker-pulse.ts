import "server-only";
import { directPool } from "@/lib/db/direct-pool";
import { log } from "@/lib/log/log";

const BEAT_MS = 15_000;
const KEY = "worker_pulse";

const BEAT = `
  INSERT INTO instance_setting (key, value, updated_at) VALUES ('${KEY}', 'true', now())
  ON CONFLICT (key) DO UPDATE SET updated_at = now()`;

// Three beats missed, and no worker is there.
const READ = `
  SELECT count(*) = 1 AS is_alive FROM instance_setting
  WHERE key = '${KEY}' AND updated_at > now() - interval '45 seconds'`;

/** Says from now on that a worker lives, in whatever process. The answer ends it. */
export function startWorkerPulse(): () => void {
  const beat = () => {
    directPool()
      .query(BEAT)
      .catch((error: unknown) => {
        log.warn({ err: error }, "the worker's pulse could not be written");
      });
  };
  beat();
  const timer = setInterval(beat, BEAT_MS);
  return () => {
    clearInterval(timer);
  };
}

/** True when any process's worker was alive in the last 45 s. Throws within 3 s when the database does not answer. */
export async function hasWorkerPulse(): Promise<boolean> {
  const { rows } = await directPool().query<{ is_alive: boolean }>({ name: "read-pulse", text: READ });
  return rows[0]?.is_alive === true;
}
