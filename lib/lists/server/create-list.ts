import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import type { CreateListInput } from "@/lib/lists/schema";
import { notifyList } from "@/lib/lists/server/notify-list";

/** Admin and rep: a new list of the viewer's, for themself or for everybody here. */
export async function createList(viewer: Viewer, input: CreateListInput): Promise<{ id: string; name: string }> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  const id = newId("list");
  await inTransaction(async (tx) => {
    await tx.list.create({ data: { id, workspaceId, ownerId: userId, ...input } });
    await notifyList(tx, viewer, { id, ...input });
  });
  return { id, name: input.name };
}
