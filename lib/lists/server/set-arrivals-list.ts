import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { SetArrivalsListInput } from "@/lib/lists/schema";
import { findList, mayAdd } from "@/lib/lists/server/list-access";

/** Admin and rep: the list to which whom the viewer looks up is added from now on. Returns the one before. */
export async function setArrivalsList(viewer: Viewer, { listId }: SetArrivalsListInput) {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  return inTransaction(async (tx) => {
    if (listId !== null && !mayAdd(viewer, await findList(tx, viewer, listId)))
      throw new AppError("forbidden", `${userId} may not add to list ${listId}`);
    const before = await tx.membership.findFirst({ where: { workspaceId, userId }, select: { arrivalsListId: true } });
    await tx.membership.updateMany({ where: { workspaceId, userId }, data: { arrivalsListId: listId } });
    return { listId: before?.arrivalsListId ?? null };
  });
}
