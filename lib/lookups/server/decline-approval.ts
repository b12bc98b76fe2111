import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import type { DeclineApprovalInput } from "@/lib/lookups/approval-queue";
import { requireRequested } from "@/lib/lookups/server/require-requested";
import { endApproval } from "@/lib/lookups/server/end-approval";

/** Admin: says no, and why. Nothing is sent and nothing is spent. Throws `conflict` when it was decided meanwhile. */
export async function declineApproval(viewer: Viewer, { lookupId, reason }: DeclineApprovalInput): Promise<void> {
  requireRole(viewer, "admin");
  const { workspaceId, userId } = viewer;
  await inTransaction(async (tx) => {
    await requireRequested(tx, { lookupId, workspaceId });
    await endApproval(tx, { lookupId, workspaceId, to: "declined", reason }, userId);
  });
}
