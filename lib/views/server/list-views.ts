import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import type { SavedViewList, ViewFilters } from "@/lib/views/schema";
import { mayChangeView, visibleViews } from "@/lib/views/server/find-view";

/** Any member: own views and the shared ones of a screen. */
export async function listViews(viewer: Viewer, { screen }: ViewFilters): Promise<SavedViewList> {
  const rows = await db.savedView.findMany({
    where: { ...visibleViews(viewer), screen, deletedAt: null },
    orderBy: [{ isShared: "desc" }, { position: "asc" }, { createdAt: "asc" }, { id: "asc" }],
    select: { id: true, name: true, query: true, isShared: true, ownerId: true, owner: { select: { name: true } } },
  });
  const views = rows.map(({ ownerId, owner, ...view }) => ({
    ...view,
    isOwn: ownerId === viewer.userId,
    ownerName: owner.name,
    mayChange: mayChangeView(viewer, { ownerId, isShared: view.isShared }),
  }));
  return { views, maySave: viewer.role !== "reviewer" };
}
