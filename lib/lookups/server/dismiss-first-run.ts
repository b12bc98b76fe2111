import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { notifyChanged } from "@/lib/live/notify-changed";

/** Admin: nobody of this workspace is shown the list of first steps any more. Doing it again changes nothing. */
export async function dismissFirstRun(viewer: Viewer): Promise<void> {
  requireRole(viewer, "admin");
  const { workspaceId, userId } = viewer;
  await inTransaction(async (tx) => {
    const { count } = await tx.workspace.updateMany({
      where: { id: workspaceId, firstRunDismissedAt: null },
      data: { firstRunDismissedAt: new Date() },
    });
    if (count === 0) return;
    await recordAudit(tx, { workspaceId, actorId: userId, action: "first_run.dismissed", subject: workspaceId });
    await notifyChanged(tx, { workspaceId, kind: "key", ids: [workspaceId] });
  });
}
