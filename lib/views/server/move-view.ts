import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import type { MoveViewInput } from "@/lib/views/schema";
import { getChangeableView } from "@/lib/views/server/find-view";
import { updateView } from "@/lib/views/server/saved-view-store";

/** Its owner, or an admin if it is shared: one place further among the shared views, or among one's own. */
export async function moveView(viewer: Viewer, { id, to }: MoveViewInput): Promise<void> {
  const { workspaceId, userId } = viewer;
  await inTransaction(async (tx) => {
    const { screen, isShared } = await getChangeableView(tx, viewer, { id });
    // Two moves at once would each number what the other has moved.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('views ' || ${workspaceId}, 0))`;
    const views = await tx.savedView.findMany({
      where: { workspaceId, screen, isShared, deletedAt: null, ...(!isShared && { ownerId: userId }) },
      orderBy: [{ position: "asc" }, { createdAt: "asc" }, { id: "asc" }],
      select: { id: true, position: true },
    });
    const from = views.findIndex((view) => view.id === id);
    const target = from + (to === "left" ? -1 : 1);
    const moved = views[from];
    if (!moved || target < 0 || target >= views.length) return;
    const ordered = views.toSpliced(from, 1).toSpliced(target, 0, moved);
    for (const [index, view] of ordered.entries())
      if (view.position !== index + 1) await updateView(tx, { id: view.id, workspaceId }, { position: index + 1 });
  });
}
