import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";

/** Admin: how many lookups wait for a decision. */
export async function countApprovals(viewer: Viewer): Promise<{ waiting: number }> {
  requireRole(viewer, "admin");
  const where = { workspaceId: viewer.workspaceId, state: "requested" };
  return { waiting: await db.approval.count({ where }) };
}
