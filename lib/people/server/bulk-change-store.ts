import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db, type Prisma, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { newId } from "@/lib/ids/ids";
import { UNDO_FOR_HOURS } from "@/lib/people/bulk-change";

type ChangeKind = "tags" | "lists" | "owner" | "tag_deleted" | "tag_merged" | "list_deleted" | "suppressed";
export type BulkChange = { id: string; workspaceId: string; userId: string; madeAt: Date };
export type FoundChange = BulkChange & { kind: string; detail: Prisma.JsonValue };

type Begun = { kind: ChangeKind; detail?: Prisma.InputJsonObject };

/** Changes of which the time is over go here, a few at a time, so that nobody has to wait for a clock. */
const REMOVED_AT_ONCE = 20;

/** Writes that a change begins; what it does to each is kept under its id. Its time marks what it adds. */
export async function beginChange(tx: Tx, viewer: Viewer, { kind, detail = {} }: Begun): Promise<BulkChange> {
  const { workspaceId, userId } = viewer;
  return tx.bulkChange.create({
    data: { id: newId("bulkChange"), workspaceId, userId, kind, detail },
    select: { id: true, workspaceId: true, userId: true, madeAt: true },
  });
}

/** Only who made a change takes it back, once, within a day. Throws `not_found`. */
export async function findOwnChange(
  tx: Tx,
  viewer: Viewer,
  { changeId, kinds }: { changeId: string; kinds: ChangeKind[] },
) {
  const { workspaceId, userId } = viewer;
  const since = new Date(Date.now() - UNDO_FOR_HOURS * 3_600_000);
  const change = await tx.bulkChange.findFirst({
    where: { id: changeId, workspaceId, userId, undoneAt: null, kind: { in: kinds }, madeAt: { gt: since } },
    select: { id: true, workspaceId: true, userId: true, madeAt: true, kind: true, detail: true },
  });
  if (!change) throw new AppError("not_found", `no change ${changeId} of ${userId} to take back`);
  return change satisfies FoundChange;
}

/** False when it was taken back already. */
export async function markUndone(tx: Tx, { id, workspaceId }: BulkChange): Promise<boolean> {
  const { count } = await tx.bulkChange.updateMany({
    where: { id, workspaceId, undoneAt: null },
    data: { undoneAt: new Date() },
  });
  return count === 1;
}

export async function removeOldChanges(): Promise<void> {
  await db.$executeRaw`
    DELETE FROM bulk_change WHERE id IN (
      SELECT id FROM bulk_change WHERE made_at < now() - make_interval(hours => ${UNDO_FOR_HOURS})
       ORDER BY made_at LIMIT ${REMOVED_AT_ONCE} FOR UPDATE SKIP LOCKED)`;
}
