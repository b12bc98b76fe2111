import "server-only";
import { directPool } from "@/lib/db/direct-pool";
import { CHANNELS } from "@/lib/live/channels";
import { log } from "@/lib/log/log";

let isWaking = false;
let isWakingAgain = false;

/** At most one notice under way and one to follow: NOTIFY takes a global lock at commit. A lost one is made up by the sweep. */
export function wakeApplier(): void {
  isWakingAgain = isWaking;
  if (isWaking) return;
  isWaking = true;
  directPool()
    .query("SELECT pg_notify($1, '')", [CHANNELS.deliveries])
    .catch((error: unknown) => {
      log.warn({ err: error }, "wake-up for deliveries not sent");
    })
    .finally(() => {
      isWaking = false;
      if (isWakingAgain) wakeApplier();
    });
}
