import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { RemoveSuppressionInput } from "@/lib/suppressions/schema";
import { lockSuppressions } from "@/lib/suppressions/server/find-suppressed";
import { deleteSuppression } from "@/lib/suppressions/server/suppression-store";
import { ALLOW_WORD } from "@/lib/suppressions/suppression";

/** Admin: takes one entry off the list. What an erasure put there only goes when that is typed. */
export async function removeSuppression(viewer: Viewer, { id, confirmation }: RemoveSuppressionInput): Promise<void> {
  requireRole(viewer, "admin");
  const { workspaceId, userId } = viewer;
  await inTransaction(async (tx) => {
    await lockSuppressions(tx, workspaceId);
    const entry = await tx.suppression.findFirst({ where: { id, workspaceId }, select: { kind: true, reason: true } });
    if (!entry) throw new AppError("not_found", `suppression ${id}`);
    if (entry.reason === "erased" && confirmation.trim() !== ALLOW_WORD)
      throw new AppError("invalid_input", "not confirmed", {
        fields: { confirmation: `Type ${ALLOW_WORD} to let this person be looked up again.` },
      });
    await deleteSuppression(tx, { id, workspaceId });
    const audited = { action: "suppression.removed", subject: id, detail: entry };
    await recordAudit(tx, { workspaceId, actorId: userId, ...audited });
  });
}
