import "server-only";
import { z } from "zod";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { UndoChangeInput } from "@/lib/people/bulk-change";
import { findOwnChange } from "@/lib/people/server/bulk-change-store";
import { takeBack } from "@/lib/people/server/change-people";
import { restoreGroupLot } from "@/lib/people/server/person-groups";

const Removed = z.object({
  tag: z
    .object({ id: z.string(), name: z.string(), key: z.string(), colour: z.string(), createdAt: z.coerce.date() })
    .optional(),
});

/**
 * Whoever tagged, merged or deleted: takes back exactly what was changed. A tag that went is there again; throws `conflict`
 * when another has its name meanwhile. Returns how many people that changed.
 */
export async function undoTagChange(viewer: Viewer, { changeId }: UndoChangeInput): Promise<{ restored: number }> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId } = viewer;
  const change = await findOwnChange(db, viewer, { changeId, kinds: ["tags", "tag_deleted", "tag_merged"] });
  const { tag } = Removed.parse(change.detail);
  if (tag) {
    await db.tag.createMany({ data: [{ ...tag, workspaceId }], skipDuplicates: true });
    const isBack = await db.tag.findFirst({ where: { id: tag.id, workspaceId }, select: { id: true } });
    if (!isBack) throw new AppError("conflict", "another tag has its name", { say: takenWords(tag.name) });
  }
  return { restored: await takeBack(viewer, change, (tx, undone) => restoreGroupLot(tx, "tag", undone)) };
}

function takenWords(name: string): string {
  return `There is another tag named “${name}” now. Rename that one first, then undo again.`;
}
