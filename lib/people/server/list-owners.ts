import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import type { OwnerDto } from "@/lib/people/owner";

/** Any member: who may look after people here. Reviewers only read, and whoever is disabled cannot sign in. */
export async function listOwners({ workspaceId }: Viewer): Promise<OwnerDto[]> {
  const members = await db.membership.findMany({
    where: { workspaceId, role: { in: ["admin", "rep"] }, user: { disabledAt: null } },
    orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
    select: { user: { select: { id: true, name: true } } },
  });
  return members.map(({ user }) => user);
}
