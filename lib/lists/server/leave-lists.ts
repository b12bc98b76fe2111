import "server-only";
import type { Tx } from "@/lib/db/client";
import { notifyChanged } from "@/lib/live/notify-changed";

/**
 * Whoever leaves a workspace takes their private lists with them: nobody else ever saw them, and nobody is to. What they
 * shared stays, without an owner, for the admins to keep. The people in them are not touched. Returns how many went.
 */
export async function leaveLists(
  tx: Tx,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<number> {
  const shared = await tx.list.updateManyAndReturn({
    where: { workspaceId, ownerId: userId, isShared: true },
    data: { ownerId: null },
    select: { id: true },
  });
  await notifyChanged(tx, { workspaceId, kind: "list", ids: shared.map(({ id }) => id) });
  return (await tx.list.deleteMany({ where: { workspaceId, ownerId: userId, isShared: false } })).count;
}
