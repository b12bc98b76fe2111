import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { UndoMergeInput } from "@/lib/people/duplicates";
import { Absorbed, holdAlone, Moved } from "@/lib/people/server/person-merge-store";
import { restoreRecord } from "@/lib/people/server/restore-record";
import { closeRecord } from "@/lib/people/server/speak";
import { lockPersonById } from "@/lib/people/server/lock-person";

/**
 * Admin or rep: parts two records that were merged. Each gets back what it had; what members wrote since stays with the
 * survivor, and what the provider said since goes with the record of which it spoke.
 */
export async function undoMerge(viewer: Viewer, { mergeId }: UndoMergeInput): Promise<{ personId: string }> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  return inTransaction(async (tx) => {
    const where = { id: mergeId, workspaceId };
    const merge = await tx.personMerge.findFirst({ where });
    if (!merge) throw new AppError("not_found", `merge ${mergeId}`);
    const { survivorId, absorbedId } = merge;
    await holdAlone(tx, workspaceId, [survivorId]);
    // Nothing of the snapshot is kept longer than it is of use.
    const { count } = await tx.personMerge.updateMany({
      where: { ...where, undoneAt: null },
      data: { undoneAt: new Date(), undoneById: userId, absorbed: {}, moved: {}, choices: {} },
    });
    if (count === 0) throw new AppError("conflict", `merge ${mergeId} is undone already`);
    const survivor = await lockPersonById(tx, { workspaceId, id: survivorId });
    const record = { absorbed: Absorbed.parse(merge.absorbed), moved: Moved.parse(merge.moved) };
    await restoreRecord(tx, survivor, record);
    await tx.personObservation.deleteMany({ where: { workspaceId, kind: "merge", sourceId: mergeId } });
    await closeRecord(tx, survivor);
    await closeRecord(tx, await lockPersonById(tx, { workspaceId, id: absorbedId }));
    const detail = { mergeId, absorbedId };
    await recordAudit(tx, { workspaceId, actorId: userId, action: "person.merge_undone", subject: survivorId, detail });
    return { personId: absorbedId };
  });
}
