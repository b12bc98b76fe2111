import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { readCursor, writeCursor } from "@/lib/db/cursor";
import type { LookupFilters } from "@/lib/lookups/lookup-filters";
import { HISTORY_PAGE_SIZE, type LookupPage } from "@/lib/lookups/schema";
import { readLookups } from "@/lib/lookups/server/read-lookups";

/** Whose lookups a viewer may read: a rep's own, everybody's for an admin or a reviewer. */
export function visibleTo(viewer: Viewer): { workspaceId: string; userId?: string } {
  const { workspaceId, userId } = viewer;
  return viewer.role === "rep" ? { workspaceId, userId } : { workspaceId };
}

/** Any member: the lookups the viewer may see, newest first, paged by keyset. */
export async function listLookups(viewer: Viewer, { cursor, ...view }: LookupFilters): Promise<LookupPage> {
  const rows = await readLookups(viewer, view, { after: readCursor(cursor), limit: HISTORY_PAGE_SIZE + 1 });
  const lookups = rows.slice(0, HISTORY_PAGE_SIZE);
  const last = rows.length > HISTORY_PAGE_SIZE ? lookups.at(-1) : undefined;
  return { lookups, nextCursor: last ? writeCursor(new Date(last.createdAt), last.id) : null };
}
