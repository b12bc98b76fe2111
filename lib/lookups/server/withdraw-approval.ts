import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { ApprovalRef } from "@/lib/lookups/approval-queue";
import { requireRequested } from "@/lib/lookups/server/require-requested";
import { endApproval } from "@/lib/lookups/server/end-approval";

/** Whoever asked: takes the wish back. Another's is not found. Throws `conflict` when it was decided meanwhile. */
export async function withdrawApproval(viewer: Viewer, { lookupId }: ApprovalRef): Promise<void> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  await inTransaction(async (tx) => {
    const own = await tx.approval.count({ where: { lookupId, workspaceId, userId } });
    if (own === 0) throw new AppError("not_found", `${lookupId} is no request of ${userId}`);
    await requireRequested(tx, { lookupId, workspaceId });
    await endApproval(tx, { lookupId, workspaceId, to: "withdrawn" }, userId);
  });
}
