import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { ShareListInput } from "@/lib/lists/schema";
import { lockForChange } from "@/lib/lists/server/list-access";
import { notifyList } from "@/lib/lists/server/notify-list";

/**
 * Its owner, and of shared lists every admin: for everybody, or for its owner alone. Whoever had it as the list for whom they
 * look up, and cannot see it any more, has none. A list that nobody owns stays shared.
 */
export async function shareList(viewer: Viewer, { id, isShared }: ShareListInput): Promise<void> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  await inTransaction(async (tx) => {
    const list = await lockForChange(tx, viewer, id);
    if (list.isShared === isShared) return;
    if (!isShared && list.ownerId === null)
      throw new AppError("conflict", `list ${id} has no owner`, { say: "Nobody owns this list, so it stays shared." });
    await tx.list.updateMany({ where: { id, workspaceId }, data: { isShared } });
    if (!isShared)
      await tx.membership.updateMany({
        where: { workspaceId, arrivalsListId: id, userId: { not: list.ownerId ?? "" } },
        data: { arrivalsListId: null },
      });
    const action = isShared ? { action: "list.shared" } : { action: "list.unshared" };
    await recordAudit(tx, { workspaceId, actorId: userId, subject: id, ...action });
    await notifyList(tx, viewer, { id, isShared: true });
  });
}
