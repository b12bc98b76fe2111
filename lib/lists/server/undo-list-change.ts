import "server-only";
import { z } from "zod";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db, inTransaction, type Tx } from "@/lib/db/client";
import { touchLists } from "@/lib/lists/server/regroup-people";
import type { UndoChangeInput } from "@/lib/people/bulk-change";
import { findOwnChange } from "@/lib/people/server/bulk-change-store";
import { takeBack } from "@/lib/people/server/change-people";
import { restoreGroupLot } from "@/lib/people/server/person-groups";

const Deleted = z.object({
  list: z
    .object({ id: z.string(), name: z.string(), ownerId: z.string().nullable(), isShared: z.boolean() })
    .optional(),
  arrivalsOf: z.array(z.string()).default([]),
});

/** Whoever did it: takes back exactly what was changed; a list that was deleted is there again, as it was. */
export async function undoListChange(viewer: Viewer, { changeId }: UndoChangeInput): Promise<{ restored: number }> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId } = viewer;
  const change = await findOwnChange(db, viewer, { changeId, kinds: ["lists", "list_deleted"] });
  const deleted = Deleted.parse(change.detail);
  await inTransaction((tx) => bringBack(tx, workspaceId, deleted));
  const touched = await db.bulkChangePerson.findMany({
    where: { changeId },
    distinct: ["targetId"],
    select: { targetId: true },
  });
  const restored = await takeBack(viewer, change, (tx, undone) => restoreGroupLot(tx, "list", undone));
  const ids = [...touched.map(({ targetId }) => targetId), ...(deleted.list ? [deleted.list.id] : [])];
  const lists = await db.list.findMany({
    where: { workspaceId, id: { in: ids } },
    select: { id: true, isShared: true },
  });
  await inTransaction((tx) => touchLists(tx, viewer, lists));
  return { restored };
}

/** An owner who has left meanwhile owns it no more; it is shared then, so that it is not lost to everybody. */
async function bringBack(tx: Tx, workspaceId: string, { list, arrivalsOf }: z.output<typeof Deleted>): Promise<void> {
  if (!list) return;
  const owner = await tx.membership.findFirst({
    where: { workspaceId, userId: list.ownerId ?? "" },
    select: { userId: true },
  });
  const ownerId = owner?.userId ?? null;
  const isShared = list.isShared || ownerId === null;
  await tx.list.createMany({ data: [{ ...list, workspaceId, ownerId, isShared }], skipDuplicates: true });
  await tx.membership.updateMany({
    where: { workspaceId, userId: { in: arrivalsOf }, arrivalsListId: null },
    data: { arrivalsListId: list.id },
  });
}
