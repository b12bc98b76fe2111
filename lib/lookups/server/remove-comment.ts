import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { notifyLookups } from "@/lib/lookups/server/notify-lookups";
import { holdReviewed } from "@/lib/lookups/server/review-store";

/** Admin and reviewer: takes a comment of their own back. */
export async function removeComment(viewer: Viewer, id: string): Promise<void> {
  requireRole(viewer, "admin", "reviewer");
  const { workspaceId, userId } = viewer;
  await inTransaction(async (tx) => {
    const own = { id, workspaceId, authorId: userId };
    const comment = await tx.lookupComment.findFirst({ where: own, select: { lookupId: true } });
    if (!comment) throw new AppError("not_found", `comment ${id} of ${userId}`);
    const lookup = await holdReviewed(tx, viewer, comment.lookupId);
    const { count } = await tx.lookupComment.deleteMany({ where: own });
    if (count === 0) return;
    await recordAudit(tx, { workspaceId, actorId: userId, action: "lookup.comment_removed", subject: lookup.id });
    await notifyLookups(tx, workspaceId, [lookup]);
  });
}
