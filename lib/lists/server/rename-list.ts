import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import type { RenameListInput } from "@/lib/lists/schema";
import { lockForChange } from "@/lib/lists/server/list-access";
import { notifyList } from "@/lib/lists/server/notify-list";

/** Its owner, and of shared lists every admin. Returns the name it had. */
export async function renameList(viewer: Viewer, { id, name }: RenameListInput): Promise<{ name: string }> {
  requireRole(viewer, "admin", "rep");
  return inTransaction(async (tx) => {
    const before = await lockForChange(tx, viewer, id);
    await tx.list.updateMany({ where: { id, workspaceId: viewer.workspaceId }, data: { name } });
    await notifyList(tx, viewer, before);
    return { name: before.name };
  });
}
