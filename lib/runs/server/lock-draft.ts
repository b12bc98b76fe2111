import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

/** Whose drafts a viewer may change: a rep's own, everybody's for an admin. Reviewers change nothing. */
export function changeableBy(viewer: Viewer): { workspaceId: string; userId?: string } {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  return viewer.role === "admin" ? { workspaceId } : { workspaceId, userId };
}

/** A run of the viewer's that has not begun; throws for any other. */
export async function requireDraft(tx: Tx, viewer: Viewer, runId: string) {
  const where = { id: runId, ...changeableBy(viewer), state: { not: "uploading" } };
  const run = await tx.run.findFirst({ where });
  if (!run) throw new AppError("not_found", `run ${runId}`);
  if (run.state !== "draft")
    throw new AppError("conflict", `run ${runId} is ${run.state}`, {
      say: "This run is no draft any more, so that its file stays as it is.",
    });
  return run;
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockDraft(tx: Tx, viewer: Viewer, runId: string) {
  const { workspaceId } = changeableBy(viewer);
  await tx.$queryRaw`SELECT id FROM run WHERE id = ${runId} AND workspace_id = ${workspaceId} FOR UPDATE`;
  return requireDraft(tx, viewer, runId);
}
