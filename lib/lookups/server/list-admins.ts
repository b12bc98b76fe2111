import "server-only";
import { db } from "@/lib/db/client";

const NAMED_MAX = 3;

/** The names of those who can be asked for what only an admin may do, longest here first. */
export async function listAdmins(workspaceId: string): Promise<string[]> {
  const admins = await db.membership.findMany({
    where: { workspaceId, role: "admin", user: { disabledAt: null } },
    select: { user: { select: { name: true } } },
    orderBy: { createdAt: "asc" },
    take: NAMED_MAX,
  });
  return admins.map(({ user }) => user.name);
}
