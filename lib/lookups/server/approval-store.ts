import "server-only";
import type { Prisma, Tx } from "@/lib/db/client";
import { APPROVAL_LASTS_DAYS, type ApprovalState } from "@/lib/lookups/approval";

type ApprovalRef = { lookupId: string; workspaceId: string };
type NewApproval = ApprovalRef & {
  userId: string;
  ceiling: Prisma.Decimal;
  threshold: Prisma.Decimal;
  askedKey: Uint8Array<ArrayBuffer>;
};

/** Writes what an admin is asked for. Returns false when the same rep waits for the same already. */
export async function createApproval(tx: Tx, approval: NewApproval): Promise<boolean> {
  const { lookupId, workspaceId, userId, ceiling, threshold, askedKey } = approval;
  const count = await tx.$executeRaw`
    INSERT INTO approval (lookup_id, workspace_id, user_id, ceiling, threshold, asked_key, requested_at, expires_at)
    VALUES (${lookupId}, ${workspaceId}, ${userId}, ${ceiling}, ${threshold}, ${askedKey}, now(),
            now() + make_interval(days => ${APPROVAL_LASTS_DAYS}::int))
    ON CONFLICT (workspace_id, user_id, asked_key) WHERE state = 'requested' DO NOTHING`;
  return count === 1;
}

type Asked = Pick<NewApproval, "workspaceId" | "userId" | "askedKey">;

type Requested = { lookupId: string; isOver: boolean };

/** The lookup with which the same rep waits for the same already. `isOver`: its time is up, and no sweep has come by yet. */
export async function findRequested(tx: Tx, { workspaceId, userId, askedKey }: Asked): Promise<Requested | null> {
  const [row] = await tx.$queryRaw<Requested[]>`
    SELECT lookup_id AS "lookupId", expires_at <= now() AS "isOver" FROM approval
     WHERE workspace_id = ${workspaceId} AND user_id = ${userId} AND asked_key = ${askedKey} AND state = 'requested'`;
  return row ?? null;
}

/**
 * Holds a request that still waits, so that nobody else decides on it until this transaction ends. Null when it is decided,
 * or over, or none of this workspace's.
 */
export async function lockRequested(
  tx: Tx,
  { lookupId, workspaceId }: ApprovalRef,
): Promise<{ userId: string } | null> {
  const [row] = await tx.$queryRaw<{ userId: string }[]>`
    SELECT user_id AS "userId" FROM approval
     WHERE lookup_id = ${lookupId} AND workspace_id = ${workspaceId} AND state = 'requested' AND expires_at > now()
       FOR NO KEY UPDATE`;
  return row ?? null;
}

type Decision = ApprovalRef & {
  to: Exclude<ApprovalState, "requested">;
  decidedById?: string;
  reason?: string;
};

/** Compare-and-set: a request is decided once. Returns false when someone else came first. */
export async function decideApproval(tx: Tx, { lookupId, workspaceId, to, ...decision }: Decision): Promise<boolean> {
  const { decidedById = null, reason = null } = decision;
  const count = await tx.$executeRaw`
    UPDATE approval SET state = ${to}, decided_by_id = ${decidedById}, reason = ${reason}, decided_at = now(),
                        asked_key = NULL, blocked_code = NULL
     WHERE lookup_id = ${lookupId} AND workspace_id = ${workspaceId} AND state = 'requested'`;
  return count === 1;
}

/** Keeps what stood in the way of a yes. */
export async function noteBlocked(tx: Tx, { lookupId, workspaceId }: ApprovalRef, code: string): Promise<void> {
  const where = { lookupId, workspaceId, state: "requested" };
  await tx.approval.updateMany({ where, data: { blockedCode: code } });
}

type ApprovalRefs = { workspaceId: string; lookupIds: readonly string[] };

/**
 * The person whom these lookups name is erased: what still waited waits no more, and nobody's words on it stay. Returns the
 * lookups that waited.
 */
export async function forgetApprovals(tx: Tx, { workspaceId, lookupIds }: ApprovalRefs): Promise<string[]> {
  const where = { workspaceId, lookupId: { in: [...lookupIds] } };
  const ended = await tx.$queryRaw<{ id: string }[]>`
    UPDATE approval SET state = 'expired', decided_at = now(), asked_key = NULL, blocked_code = NULL
     WHERE workspace_id = ${workspaceId} AND lookup_id = ANY (${[...lookupIds]}) AND state = 'requested'
    RETURNING lookup_id AS id`;
  await tx.approval.updateMany({ where: { ...where, reason: { not: null } }, data: { reason: "Erased" } });
  return ended.map(({ id }) => id);
}
