import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { newId } from "@/lib/ids/ids";
import type { CommentLookupInput } from "@/lib/lookups/review";
import { notifyLookups } from "@/lib/lookups/server/notify-lookups";
import { holdReviewed } from "@/lib/lookups/server/review-store";

/**
 * Admin and reviewer: writes beside a lookup, for whoever may see it. Of somebody who was erased nothing is written any
 * more. The audit says that it was done, and not what was written.
 */
export async function commentLookup(viewer: Viewer, { lookupId, body }: CommentLookupInput): Promise<{ id: string }> {
  requireRole(viewer, "admin", "reviewer");
  const { workspaceId, userId } = viewer;
  return inTransaction(async (tx) => {
    const lookup = await holdReviewed(tx, viewer, lookupId);
    if (lookup.isErased)
      throw new AppError("invalid_input", `lookup ${lookupId} is of somebody who was erased`, {
        fields: { body: "Of somebody who was erased nothing is written any more." },
      });
    const id = newId("comment");
    await tx.lookupComment.create({ data: { id, workspaceId, lookupId, authorId: userId, body } });
    await recordAudit(tx, { workspaceId, actorId: userId, action: "lookup.commented", subject: lookupId });
    await notifyLookups(tx, workspaceId, [lookup]);
    return { id };
  });
}
