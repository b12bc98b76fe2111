import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import type { MarkReviewedInput } from "@/lib/lookups/review";
import { notifyLookups } from "@/lib/lookups/server/notify-lookups";
import { holdReviewed, setReviewed } from "@/lib/lookups/server/review-store";

/** Admin and reviewer: says that they have read a lookup, or takes that back. Doing it again changes nothing. */
export async function markReviewed(viewer: Viewer, { lookupId, isReviewed }: MarkReviewedInput): Promise<void> {
  requireRole(viewer, "admin", "reviewer");
  const { workspaceId, userId } = viewer;
  await inTransaction(async (tx) => {
    const lookup = await holdReviewed(tx, viewer, lookupId);
    if (lookup.isReviewed === isReviewed) return;
    await setReviewed(tx, viewer, { id: lookupId, to: isReviewed });
    const action = isReviewed ? "lookup.reviewed" : "lookup.review_undone";
    await recordAudit(tx, { workspaceId, actorId: userId, action, subject: lookupId });
    await notifyLookups(tx, workspaceId, [lookup]);
  });
}
