import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { visibleTo } from "@/lib/lookups/server/list-lookups";

/**
 * Any member: how many of the lookups the viewer may see still wait for phones. What still comes for somebody who was erased
 * is dropped: nobody waits for it.
 */
export async function countPending(viewer: Viewer): Promise<{ phones: number }> {
  const where = { ...visibleTo(viewer), phoneState: { in: ["waiting", "late"] }, outcome: { not: "erased" } };
  return { phones: await db.lookup.count({ where }) };
}
