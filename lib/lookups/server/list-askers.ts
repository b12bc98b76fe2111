import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";

/** Admin and reviewer: the members who can appear in History; a rep sees only themself. */
export async function listAskers(viewer: Viewer): Promise<{ id: string; name: string }[]> {
  const members = await db.membership.findMany({
    where: { workspaceId: viewer.workspaceId, ...(viewer.role === "rep" && { userId: viewer.userId }) },
    orderBy: { user: { name: "asc" } },
    select: { user: { select: { id: true, name: true } } },
  });
  return members.map(({ user }) => user);
}
