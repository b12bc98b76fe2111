import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

/** `isDeleted`: it was deleted, and can be taken back. */
type Wanted = { id: string; isDeleted?: boolean };
type Owned = { ownerId: string; isShared: boolean };

/** One's own, and what is shared with the workspace. Nobody sees another's private view, an admin neither. */
export function visibleViews({ workspaceId, userId }: Viewer) {
  return { workspaceId, OR: [{ ownerId: userId }, { isShared: true }] };
}

/** Its owner's; and a shared one an admin's too. */
export function mayChangeView({ userId, role }: Viewer, { ownerId, isShared }: Owned): boolean {
  if (role === "reviewer") return false;
  return ownerId === userId || (isShared && role === "admin");
}

/** A view that the viewer may change. Throws `not_found` for one they do not see, `forbidden` for one they only see. */
export async function getChangeableView(tx: Tx, viewer: Viewer, { id, isDeleted = false }: Wanted) {
  requireRole(viewer, "admin", "rep");
  const view = await tx.savedView.findFirst({
    where: { id, ...visibleViews(viewer), deletedAt: isDeleted ? { not: null } : null },
    select: { id: true, workspaceId: true, ownerId: true, isShared: true, screen: true, name: true },
  });
  if (!view) throw new AppError("not_found", `view ${id}`);
  if (!mayChangeView(viewer, view)) throw new AppError("forbidden", `view ${id} is another's`);
  return view;
}
