import "server-only";
import { db, inTransaction } from "@/lib/db/client";
import { notifyChanged } from "@/lib/live/notify-changed";
import { copyToLookups, moveAttempt } from "@/lib/lookups/server/attempt-store";

const BATCH_MAX = 100;

/**
 * Attempts whose process died in mid-call: longer in `sending` than any call can take. They become `unknown`, never
 * sent again; hold, token and waiting phones stay for the callback. Returns how many.
 */
export async function sweepStaleAttempts(): Promise<number> {
  const stale = await db.$queryRaw<{ id: string; workspaceId: string }[]>`
    SELECT id, workspace_id AS "workspaceId" FROM attempt
     WHERE state = 'sending' AND sent_at < now() - interval '80 seconds'
     ORDER BY sent_at LIMIT ${BATCH_MAX}`;
  for (const ref of stale) {
    await inTransaction(async (tx) => {
      const isOurs = await moveAttempt(tx, {
        ...ref,
        from: ["sending"],
        to: "unknown",
        set: { errorCode: "outcome_unknown" },
      });
      if (!isOurs) return;
      const ids = await copyToLookups(tx, ref, { outcome: "unknown", errorCode: "outcome_unknown" });
      await notifyChanged(tx, { workspaceId: ref.workspaceId, kind: "lookup", ids });
    });
  }
  return stale.length;
}
