import "server-only";
import { inTransaction, type Tx } from "@/lib/db/client";
import { log } from "@/lib/log/log";
import type { AttemptRef } from "@/lib/lookups/server/attempt-phone-store";

type Step = (tx: Tx, ref: AttemptRef) => Promise<void>;

/** Takes each one's step in a transaction of its own; one that fails is left to the next round. Returns how many went well. */
export async function sweepEach(due: readonly AttemptRef[], step: Step): Promise<number> {
  let swept = 0;
  for (const ref of due) {
    try {
      await inTransaction((tx) => step(tx, ref));
      swept += 1;
    } catch (error) {
      log.warn({ err: error, attemptId: ref.id }, "a wait could not be moved on; trying again with the next round");
    }
  }
  return swept;
}
