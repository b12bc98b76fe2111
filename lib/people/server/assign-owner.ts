import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { AssignOwnerInput, BulkChanged, UndoChangeInput } from "@/lib/people/bulk-change";
import { OWNED_BY_NOBODY } from "@/lib/people/filter-words";
import { findOwnChange } from "@/lib/people/server/bulk-change-store";
import { changePeople, takeBack } from "@/lib/people/server/change-people";
import { assignLot, restoreOwnersLot } from "@/lib/people/server/owner-store";

/** Admin and rep: gives people to a member to look after, or to nobody. */
export async function assignOwner(viewer: Viewer, { selection, ownerId }: AssignOwnerInput): Promise<BulkChanged> {
  requireRole(viewer, "admin", "rep");
  if (ownerId !== null) await requireOwner(db, viewer, ownerId);
  return changePeople(viewer, {
    kind: "owner",
    selection,
    run: async (tx, lot) => {
      if (ownerId !== null) await requireOwner(tx, viewer, ownerId);
      return assignLot(tx, { ...lot, ownerId });
    },
    finish: (tx, { id, workspaceId, userId }, people) =>
      recordAudit(tx, {
        ...{ workspaceId, actorId: userId, action: "people.assigned", subject: id },
        detail: { people, owner: ownerId ?? OWNED_BY_NOBODY },
      }),
  });
}

/** Held until the lot is committed: whoever removes the member meanwhile finds the lot, and releases it. */
async function requireOwner(tx: Tx, { workspaceId }: Viewer, ownerId: string): Promise<void> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM membership m JOIN "user" u ON u.id = m.user_id
     WHERE m.workspace_id = ${workspaceId} AND m.user_id = ${ownerId} AND m.role IN ('admin', 'rep')
       AND u.disabled_at IS NULL FOR KEY SHARE OF m`;
  if (found.length === 0) throw new AppError("not_found", `${ownerId} cannot look after people of ${workspaceId}`);
}

/** Whoever assigned them: gives each back to whom they had, unless somebody has given them to another since. */
export async function undoAssignment(viewer: Viewer, { changeId }: UndoChangeInput): Promise<{ restored: number }> {
  requireRole(viewer, "admin", "rep");
  const change = await findOwnChange(db, viewer, { changeId, kinds: ["owner"] });
  return { restored: await takeBack(viewer, change, restoreOwnersLot) };
}
