import "server-only";
import { releaseRemainder } from "@/lib/credits/server/settle-attempt-credits";
import type { Tx } from "@/lib/db/client";
import { holdPeople, type AttemptRef } from "@/lib/lookups/server/attempt-phone-store";
import { copyToLookups, endWaiting } from "@/lib/lookups/server/attempt-store";
import { notifyStates } from "@/lib/lookups/server/notify-lookups";
import { settleFollowers } from "@/lib/lookups/server/settle-followers";

type End = { to: "failed" | "expired"; reason: string };

/**
 * Ends what an attempt waits for though nothing came: the hold is given back for the reason named, lookups and person
 * say so. Should it come after all, it is applied and charged like any other.
 */
export async function endWait(tx: Tx, ref: AttemptRef, { to, reason }: End): Promise<void> {
  const { id: attemptId, workspaceId } = ref;
  await endWaiting(tx, { id: attemptId, workspaceId, phone: to, waterfall: to });
  await holdPeople(tx, ref);
  await releaseRemainder(tx, { attemptId, workspaceId }, reason);
  await notifyStates(tx, workspaceId, await copyToLookups(tx, ref, {}));
  await settleFollowers(tx, ref);
}
