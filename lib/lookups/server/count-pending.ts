import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { visibleTo } from "@/lib/lookups/server/list-lookups";

/** Any member: how many of the lookups the viewer may see still wait for phones. */
export async function countPending(viewer: Viewer): Promise<{ phones: number }> {
  return {
    phones: await db.lookup.count({ where: { ...visibleTo(viewer), phoneState: { in: ["waiting", "late"] } } }),
  };
}
