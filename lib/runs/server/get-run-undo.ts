import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { visibleTo } from "@/lib/lookups/server/list-lookups";
import type { RunUndoSheet } from "@/lib/runs/result";
import { standingRows } from "@/lib/runs/server/standing-words";

/** Admin, or the rep whose run it is: what an undo of it would take back. Changes nothing. */
export async function getRunUndo(viewer: Viewer, runId: string): Promise<RunUndoSheet> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId } = viewer;
  const seen = { id: runId, ...visibleTo(viewer), state: { not: "uploading" } };
  if (!(await db.run.findFirst({ where: seen, select: { id: true } }))) throw new AppError("not_found", `run ${runId}`);
  const [sheet] = await db.$queryRaw<RunUndoSheet[]>`
    WITH standing AS (SELECT DISTINCT l.attempt_id FROM ${standingRows({ workspaceId, runId })})
    SELECT (SELECT count(*)::int FROM standing) AS lookups,
           (SELECT count(DISTINCT o.person_id)::int FROM standing s JOIN person_observation o
                ON o.workspace_id = ${workspaceId} AND o.attempt_id = s.attempt_id AND o.undone_at IS NULL) AS people,
           (SELECT trim_scale(coalesce(sum(l.credits_charged), 0))::text
              FROM run_row r JOIN lookup l ON l.id = r.lookup_id AND l.workspace_id = r.workspace_id
             WHERE r.run_id = ${runId} AND r.workspace_id = ${workspaceId}) AS "creditsCharged"`;
  return sheet ?? { lookups: 0, people: 0, creditsCharged: "0" };
}
