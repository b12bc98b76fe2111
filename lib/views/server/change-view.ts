import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { ChangeViewInput } from "@/lib/views/schema";
import { getChangeableView } from "@/lib/views/server/find-view";
import { updateView } from "@/lib/views/server/saved-view-store";

/** Its owner, or an admin if it is shared: renames it, keeps the table as it stands now, shares it or takes it back. */
export async function changeView(viewer: Viewer, { id, name, query, isShared }: ChangeViewInput): Promise<void> {
  const { workspaceId, userId } = viewer;
  await inTransaction(async (tx) => {
    const view = await getChangeableView(tx, viewer, { id });
    const change = {
      ...(name !== undefined && { name }),
      ...(query !== undefined && { query }),
      ...(isShared !== undefined && { isShared }),
    };
    if (!(await updateView(tx, view, change))) throw new AppError("conflict", `view ${id} went meanwhile`);
    if (isShared === undefined || isShared === view.isShared) return;
    const action = isShared ? "view.shared" : "view.unshared";
    await recordAudit(tx, { workspaceId, actorId: userId, action, subject: id, detail: { screen: view.screen } });
  });
}
