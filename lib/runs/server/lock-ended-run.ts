import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { visibleTo } from "@/lib/lookups/server/list-lookups";

/**
 * A run that has ended: a rep's own, any for an admin. Held so that it does not go on before the transaction ends. Throws for a
 * run that has not ended, and for whoever may only read it.
 */
export async function lockEndedRun(tx: Tx, viewer: Viewer, runId: string): Promise<void> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId } = viewer;
  await tx.$queryRaw`SELECT id FROM run WHERE id = ${runId} AND workspace_id = ${workspaceId} FOR NO KEY UPDATE`;
  const run = await tx.run.findFirst({
    where: { id: runId, ...visibleTo(viewer), state: { not: "uploading" } },
    select: { state: true },
  });
  if (!run) throw new AppError("not_found", `run ${runId}`);
  if (run.state !== "stopped" && run.state !== "done")
    throw new AppError("conflict", `run ${runId} is ${run.state}`, {
      say: "Only a run that has ended can be undone. Stop it first.",
    });
}
