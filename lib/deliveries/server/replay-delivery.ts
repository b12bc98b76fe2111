import "server-only";
import { maskPhonesInSentence } from "@/lib/apollo/mask-phones";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction, type Tx } from "@/lib/db/client";
import { isReplayable, DELIVERY_STATES } from "@/lib/deliveries/delivery";
import { AppError } from "@/lib/errors/app-error";
import { CHANNELS } from "@/lib/live/channels";
import { notifyChanged } from "@/lib/live/notify-changed";
import { wordOf } from "@/lib/lookups/server/read-lookup";

/** Bodies taken back in one commit: one line of the audit names them all. */
const TOGETHER_MAX = 200;

type PutAside = { id: string; state: string; reason: string | null };

/**
 * Admins: gives a body that was put aside to the worker again. Applying is idempotent, so a replay too many changes nothing.
 * Throws `conflict` when it is not put aside any more, `not_found` for another workspace's.
 */
export async function replayDelivery(viewer: Viewer, id: string): Promise<{ replayed: number }> {
  requireRole(viewer, "admin");
  return inTransaction(async (tx) => {
    const { workspaceId } = viewer;
    const found = await tx.delivery.findFirst({ where: { id, workspaceId }, select: { state: true, reason: true } });
    if (!found) throw new AppError("not_found", `delivery ${id}`);
    const { count } = isReplayable(wordOf(DELIVERY_STATES, found.state))
      ? await tx.delivery.updateMany({
          where: { id, workspaceId, state: found.state, bodyRemovedAt: null },
          data: AS_RECEIVED,
        })
      : { count: 0 };
    if (count === 0) {
      throw new AppError("conflict", `delivery ${id} is ${found.state}`, {
        say: "This delivery is not put aside any more. Look at its state again.",
      });
    }
    await sendOn(tx, viewer, [{ id, ...found }]);
    return { replayed: count };
  });
}

/** Admins: the same for every body that is quarantined now, oldest first. What is put aside again meanwhile stays so. */
export async function replayQuarantined(viewer: Viewer, now: Date): Promise<{ replayed: number }> {
  requireRole(viewer, "admin");
  let replayed = 0;
  for (;;) {
    const taken = await inTransaction((tx) => takeBack(tx, viewer, now));
    replayed += taken;
    if (taken < TOGETHER_MAX) return { replayed };
  }
}

const AS_RECEIVED = { state: "received", reason: null, kind: null, appliedAt: null };

async function takeBack(tx: Tx, viewer: Viewer, now: Date): Promise<number> {
  const taken = await tx.$queryRaw<PutAside[]>`
    WITH aside AS (
      SELECT id, state, reason FROM delivery
       WHERE workspace_id = ${viewer.workspaceId} AND state = 'quarantined' AND body_removed_at IS NULL AND applied_at <= ${now}
       ORDER BY received_at LIMIT ${TOGETHER_MAX} FOR UPDATE SKIP LOCKED
    ), moved AS (
      UPDATE delivery d SET state = 'received', reason = NULL, kind = NULL, applied_at = NULL
        FROM aside WHERE d.id = aside.id
    )
    SELECT id, state, reason FROM aside`;
  if (taken.length > 0) await sendOn(tx, viewer, taken);
  return taken.length;
}

async function sendOn(tx: Tx, viewer: Viewer, taken: readonly PutAside[]): Promise<void> {
  const { workspaceId, userId } = viewer;
  const deliveries = taken.map(({ id, state, reason }) => ({
    id,
    state,
    // A parser's words may quote the body.
    reason: reason && maskPhonesInSentence(reason),
  }));
  const [only] = deliveries.length === 1 ? deliveries : [];
  await recordAudit(tx, {
    ...{ workspaceId, actorId: userId, action: "delivery.replayed" },
    ...(only ? { subject: only.id, detail: { state: only.state, reason: only.reason } } : { detail: { deliveries } }),
  });
  await notifyChanged(tx, { workspaceId, kind: "delivery", ids: deliveries.map(({ id }) => id) });
  await tx.$executeRaw`SELECT pg_notify(${CHANNELS.deliveries}, '')`;
}
