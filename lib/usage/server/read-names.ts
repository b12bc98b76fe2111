import "server-only";
import { db } from "@/lib/db/client";

export type Names = ReadonlyMap<string, string>;

/** The names of who may look up in the workspace now, and of those who did and are gone. `only`: nobody else's. */
export async function readMemberNames(
  { workspaceId, only }: { workspaceId: string; only: string | null },
  seen: readonly string[],
): Promise<Names> {
  const users = await db.user.findMany({
    where: {
      ...(only !== null && { id: only }),
      OR: [
        { id: { in: [...seen] } },
        { disabledAt: null, memberships: { some: { workspaceId, role: { not: "reviewer" } } } },
      ],
    },
    select: { id: true, name: true },
  });
  return new Map(users.map(({ id, name }) => [id, name]));
}

/** The names of the workspace's keys, also of those that are deleted. */
export async function readKeyNames(workspaceId: string): Promise<Names> {
  const keys = await db.apiKey.findMany({ where: { workspaceId }, select: { id: true, name: true } });
  return new Map(keys.map(({ id, name }) => [id, name]));
}
