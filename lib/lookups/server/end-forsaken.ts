import "server-only";
import { releaseRemainder } from "@/lib/credits/server/settle-attempt-credits";
import { db, inTransaction, Prisma } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import { endWaiting, moveAttempt } from "@/lib/lookups/server/attempt-store";
import { publishOutcome } from "@/lib/lookups/server/publish-outcome";

const BATCH_MAX = 100;

/**
 * Of an attempt `r`: somebody asked for it, and none of those who did may still look up here. They were disabled or removed,
 * or may only read now.
 */
export const ASKERS_GONE = Prisma.sql`(
  EXISTS (SELECT FROM lookup l WHERE l.attempt_id = r.id)
  AND NOT EXISTS (
    SELECT FROM lookup l
      JOIN membership m ON m.workspace_id = l.workspace_id AND m.user_id = l.user_id AND m.role IN ('admin', 'rep')
      JOIN "user" u ON u.id = m.user_id AND u.disabled_at IS NULL
     WHERE l.attempt_id = r.id))`;

/** Ends what is queued and was asked for by nobody who may still ask: never sent, the hold given back, and it says why. */
export async function endForsaken(): Promise<number> {
  const forsaken = await db.$queryRaw<{ id: string; workspaceId: string }[]>`
    SELECT r.id, r.workspace_id AS "workspaceId" FROM attempt r
     WHERE r.state = 'reserved' AND ${ASKERS_GONE} ORDER BY r.created_at LIMIT ${BATCH_MAX}`;
  for (const { id, workspaceId } of forsaken) {
    await inTransaction(async (tx) => {
      const settled = { errorCode: "asker_gone" as const, settledAt: await readClock(tx) };
      const isOurs = await moveAttempt(tx, { id, workspaceId, from: ["reserved"], to: "not_sent", set: settled });
      if (!isOurs) return;
      await endWaiting(tx, { id, workspaceId, phone: "not_asked", waterfall: "not_asked" });
      await releaseRemainder(tx, { workspaceId, attemptId: id }, "nobody who asked may still look up");
      await publishOutcome(tx, { attemptId: id, workspaceId }, { outcome: "failed", ...settled });
    });
  }
  return forsaken.length;
}
