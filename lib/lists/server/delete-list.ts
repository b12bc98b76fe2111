import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction } from "@/lib/db/client";
import type { DeleteListInput } from "@/lib/lists/schema";
import { lockForChange } from "@/lib/lists/server/list-access";
import { notifyList } from "@/lib/lists/server/notify-list";
import type { BulkChanged } from "@/lib/people/bulk-change";
import { beginChange } from "@/lib/people/server/bulk-change-store";
import { emptyGroup } from "@/lib/people/server/empty-group";

/** Its owner, and of shared lists every admin: the list goes, its people stay. Can be taken back for a day. */
export async function deleteList(viewer: Viewer, { id }: DeleteListInput): Promise<BulkChanged> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  const list = await inTransaction((tx) => lockForChange(tx, viewer, id));
  const arrivalsOf = await db.membership.findMany({
    where: { workspaceId, arrivalsListId: id },
    select: { userId: true },
  });
  const detail = { list, arrivalsOf: arrivalsOf.map((member) => member.userId) };
  const change = await beginChange(db, viewer, { kind: "list_deleted", detail });
  const changed = await emptyGroup({ kind: "list", change, groupId: id }, async (tx, people) => {
    await lockForChange(tx, viewer, id);
    await tx.list.deleteMany({ where: { id, workspaceId } });
    await recordAudit(tx, { workspaceId, actorId: userId, action: "list.deleted", subject: id, detail: { people } });
    await notifyList(tx, viewer, list);
  });
  return { changed, changeId: change.id };
}
