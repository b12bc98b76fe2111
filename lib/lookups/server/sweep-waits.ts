import "server-only";
import { db, type Tx } from "@/lib/db/client";
import type { AttemptRef } from "@/lib/lookups/server/attempt-phone-store";
import { copyToLookups } from "@/lib/lookups/server/attempt-store";
import { endWait } from "@/lib/lookups/server/end-wait";
import { notifyStates } from "@/lib/lookups/server/notify-lookups";
import { sweepEach } from "@/lib/lookups/server/sweep-each";

/** After that a phone is late: the slowest that was ever measured took minutes (docs/apollo-contract.md §0.8). */
export const LATE_AFTER = "15 minutes";
/** The provider keeps a result no longer (docs/apollo-contract.md §4). */
const EXPIRED_AFTER = "30 days";
const BATCH_MAX = 200;

/** Says of what was not delivered that it is late after 15 minutes and, after 30 days, that it never came. */
export async function sweepWaits(): Promise<{ late: number; expired: number }> {
  // One that is both goes straight to its end.
  const expired = await sweepEach(
    await db.$queryRaw<AttemptRef[]>`
      SELECT id, workspace_id AS "workspaceId" FROM attempt
       WHERE (phone_state IN ('waiting', 'late') OR waterfall_state IN ('waiting', 'late')) AND state = 'matched'
         AND coalesce(answered_at, sent_at, created_at) < now() - ${EXPIRED_AFTER}::interval
       LIMIT ${BATCH_MAX}`,
    (tx, ref) => endWait(tx, ref, { to: "expired", reason: "it never came" }),
  );
  const late = await sweepEach(
    await db.$queryRaw<AttemptRef[]>`
      SELECT id, workspace_id AS "workspaceId" FROM attempt
       WHERE (phone_state = 'waiting' OR waterfall_state = 'waiting') AND state = 'matched'
         AND coalesce(answered_at, sent_at, created_at) < now() - ${LATE_AFTER}::interval
       LIMIT ${BATCH_MAX}`,
    makeLate,
  );
  return { late, expired };
}

async function makeLate(tx: Tx, { id, workspaceId }: AttemptRef): Promise<void> {
  const ref = { id, workspaceId };
  await tx.attempt.updateMany({ where: { ...ref, phoneState: "waiting" }, data: { phoneState: "late" } });
  await tx.attempt.updateMany({ where: { ...ref, waterfallState: "waiting" }, data: { waterfallState: "late" } });
  await notifyStates(tx, workspaceId, await copyToLookups(tx, ref, {}));
}
