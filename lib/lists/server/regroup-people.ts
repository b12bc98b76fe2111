import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { RegroupPeopleInput } from "@/lib/lists/schema";
import { mayAdd, mayChange, visibleTo, type ListRow } from "@/lib/lists/server/list-access";
import { notifyList } from "@/lib/lists/server/notify-list";
import type { BulkChanged } from "@/lib/people/bulk-change";
import { changePeople } from "@/lib/people/server/change-people";
import { regroupLot } from "@/lib/people/server/person-groups";

/**
 * Admin and rep: puts people into lists of their own or of everybody, and takes them out of those that they may change.
 * Returns how many people that changed.
 */
export async function regroupPeople(viewer: Viewer, input: RegroupPeopleInput): Promise<BulkChanged> {
  requireRole(viewer, "admin", "rep");
  const { selection, add, remove } = input;
  const lists = await requireLists(db, viewer, input);
  return changePeople(viewer, {
    kind: "lists",
    selection,
    run: async (tx, lot) => {
      await requireLists(tx, viewer, input);
      return regroupLot(tx, "list", { ...lot, add, remove });
    },
    finish: async (tx, { id, workspaceId, userId }, people) => {
      await touchLists(tx, viewer, lists);
      const detail = { people, added: add.length, removed: remove.length };
      await recordAudit(tx, { workspaceId, actorId: userId, action: "people.listed", subject: id, detail });
    },
  });
}

/** Asked again for each lot: a list may become somebody's own while many are put into it. */
async function requireLists(tx: Tx, viewer: Viewer, { add, remove }: Omit<RegroupPeopleInput, "selection">) {
  const wanted = new Set([...add, ...remove]);
  if (wanted.size < add.length + remove.length) throw new AppError("invalid_input", "in and out of a list at once");
  const lists = await tx.list.findMany({
    where: { id: { in: [...wanted] }, ...visibleTo(viewer) },
    select: { id: true, name: true, ownerId: true, isShared: true },
  });
  if (lists.length < wanted.size) throw new AppError("not_found", "not all of the lists are the viewer's to see");
  const isAllowed = (list: ListRow) => (remove.includes(list.id) ? mayChange : mayAdd)(viewer, list);
  if (!lists.every(isAllowed)) throw new AppError("forbidden", `${viewer.userId} may not change all of the lists`);
  return lists;
}

export async function touchLists(tx: Tx, viewer: Viewer, lists: readonly Pick<ListRow, "id" | "isShared">[]) {
  const { workspaceId } = viewer;
  await tx.list.updateMany({
    where: { workspaceId, id: { in: lists.map(({ id }) => id) } },
    data: { updatedAt: new Date() },
  });
  for (const list of lists) await notifyList(tx, viewer, list);
}
