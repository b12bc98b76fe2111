import "server-only";
import { randomUUID } from "node:crypto";
import { directPool } from "@/lib/db/direct-pool";
import { log } from "@/lib/log/log";

const BEAT_MS = 5000;
/** Four beats missed: the process is gone, or cut off from its database. */
export const GONE_AFTER = "20 seconds";

/** Names this process among all that share the database. */
export const INSTANCE_ID = randomUUID();

const BEAT = `
  INSERT INTO instance_pulse (id, beat_at) VALUES ($1, now())
  ON CONFLICT (id) DO UPDATE SET beat_at = now()`;
const FORGET = `DELETE FROM instance_pulse WHERE beat_at < now() - interval '1 day'`;

/** Says from now on that this process lives. The answer ends it. */
export function startInstancePulse(): () => void {
  const beat = () => {
    directPool()
      .query({ name: "instance-pulse", text: BEAT, values: [INSTANCE_ID] })
      .catch((error: unknown) => {
        log.warn({ err: error }, "the pulse of this process could not be written");
      });
  };
  beat();
  directPool()
    .query(FORGET)
    .catch((error: unknown) => {
      log.warn({ err: error }, "pulses of long gone processes were not removed");
    });
  const timer = setInterval(beat, BEAT_MS);
  return () => {
    clearInterval(timer);
  };
}
