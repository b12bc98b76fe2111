import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { VIEWS_MAX, type SaveViewInput, type ViewRef } from "@/lib/views/schema";
import { createView } from "@/lib/views/server/saved-view-store";

/** Admin or rep: keeps a table as it stands, for oneself or for the workspace. */
export async function saveView(viewer: Viewer, input: SaveViewInput): Promise<ViewRef> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  return inTransaction(async (tx) => {
    const own = await tx.savedView.count({
      where: { workspaceId, ownerId: userId, screen: input.screen, deletedAt: null },
    });
    if (own >= VIEWS_MAX)
      throw new AppError("invalid_input", "too many views", {
        fields: { name: `You have ${String(VIEWS_MAX)} views here already. Delete one first.` },
      });
    const id = await createView(tx, viewer, input);
    if (input.isShared) {
      const audited = { action: "view.shared", subject: id, detail: { screen: input.screen } };
      await recordAudit(tx, { workspaceId, actorId: userId, ...audited });
    }
    return { id };
  });
}
