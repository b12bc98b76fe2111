import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { inTransaction, Prisma } from "@/lib/db/client";
import { notifyChanged } from "@/lib/live/notify-changed";

/** A lookup that read the key just before its place was taken has written its attempt by then. */
const SETTLE_S = 120;

/** Calls of a key whose outcome is still to come, and results that only it (or its team) can ask for. */
export const OPEN_CALL = Prisma.sql`
  (a.state = 'sending' OR (a.state = 'unknown' AND a.settled_at IS NULL AND a.created_at > now() - interval '31 days'))`;
export const OPEN_RESULT = Prisma.sql`
  (a.poll_at IS NOT NULL AND a.erased_at IS NULL
   AND (a.phone_state IN ('waiting', 'late') OR a.waterfall_state IN ('waiting', 'late') OR a.hold_until IS NOT NULL))`;

/** Disables each key whose place was taken, once its last call and its last pending result are over. Returns how many. */
export async function endRotatedKeys({ settleS = SETTLE_S } = {}): Promise<number> {
  return inTransaction(async (tx) => {
    const ended = await tx.$queryRaw<{ id: string; workspaceId: string }[]>`
      UPDATE api_key k SET state = 'disabled', ending_since = NULL
       WHERE k.state = 'ending' AND k.ending_since <= now() - make_interval(secs => ${settleS}::double precision)
         AND NOT EXISTS (SELECT FROM attempt a WHERE a.api_key_id = k.id AND (${OPEN_CALL} OR ${OPEN_RESULT}))
      RETURNING k.id, k.workspace_id AS "workspaceId"`;
    for (const { id, workspaceId } of ended) {
      await recordAudit(tx, { workspaceId, action: "api_key.ended", subject: id });
      await notifyChanged(tx, { workspaceId, kind: "key", ids: [id] });
    }
    return ended.length;
  });
}
