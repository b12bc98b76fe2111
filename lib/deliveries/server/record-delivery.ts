import "server-only";
import { sha256 } from "@/lib/crypto/digest";
import { directPool } from "@/lib/db/direct-pool";
import { storeInbound, type Inbound, type StoredAs } from "@/lib/deliveries/server/delivery-store";
import { createGroupCommit } from "@/lib/deliveries/server/group-commit";
import { CHANNELS } from "@/lib/live/channels";
import { log } from "@/lib/log/log";

const store = createGroupCommit<Inbound, StoredAs>(async (items) => {
  const outcomes = await storeInbound(items);
  if (outcomes.includes("new")) wakeApplier();
  return outcomes;
});

/**
 * Stores one body of an attempt as it came and resolves after COMMIT. The same body again is the same row, seen once more.
 * Throws when it could not be stored within `timeoutMs`.
 */
export function recordDelivery(attemptId: string, body: Buffer, timeoutMs: number): Promise<StoredAs> {
  return store({ attemptId, body, bodySha256: sha256(body) }, { bytes: body.length, timeoutMs });
}

let isWaking = false;
let isWakingAgain = false;

/** At most one notice under way and one to follow: NOTIFY takes a global lock at commit. A lost one is made up by the sweep. */
function wakeApplier(): void {
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
