import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { lockDraft } from "@/lib/runs/server/lock-draft";

/** Whoever uploaded it, and admins: removes a draft, with its file and all its rows. */
export async function deleteDraft(viewer: Viewer, runId: string): Promise<void> {
  await inTransaction(
    async (tx) => {
      const { workspaceId, rows } = await lockDraft(tx, viewer, runId);
      await tx.run.delete({ where: { id: runId, workspaceId } });
      const told = { workspaceId, actorId: viewer.userId, subject: runId, detail: { rows } };
      await recordAudit(tx, { ...told, action: "run.deleted" });
    },
    { timeoutMs: 60_000 },
  );
}
