import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { ViewRef } from "@/lib/views/schema";
import { getChangeableView } from "@/lib/views/server/find-view";
import { putViewAside, takeViewBack } from "@/lib/views/server/saved-view-store";

/** Its owner, or an admin if it is shared. It can be taken back for a day. */
export async function deleteView(viewer: Viewer, { id }: ViewRef): Promise<void> {
  await inTransaction(async (tx) => {
    const view = await getChangeableView(tx, viewer, { id });
    if (!(await putViewAside(tx, view, new Date()))) throw new AppError("conflict", `view ${id} went meanwhile`);
    if (view.isShared) await recordAudit(tx, { ...toldBy(viewer), action: "view.deleted", subject: id });
  });
}

/** Whoever may delete it: takes the deletion back. */
export async function restoreView(viewer: Viewer, { id }: ViewRef): Promise<void> {
  await inTransaction(async (tx) => {
    const view = await getChangeableView(tx, viewer, { id, isDeleted: true });
    if (!(await takeViewBack(tx, view))) throw new AppError("conflict", `view ${id} is back already`);
    if (view.isShared) await recordAudit(tx, { ...toldBy(viewer), action: "view.restored", subject: id });
  });
}

const toldBy = ({ workspaceId, userId }: Viewer) => ({ workspaceId, actorId: userId });
