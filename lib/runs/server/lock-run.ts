import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { RUN_STATES, type RunState } from "@/lib/runs/run";
import { changeableBy } from "@/lib/runs/server/lock-draft";

const STANDS: Record<RunState, string> = {
  uploading: "is still being uploaded",
  draft: "has not been started",
  awaiting_approval: "waits for an admin",
  running: "is running",
  paused: "is paused",
  stopped: "was stopped",
  done: "is done",
};

type Wanted = { runId: string; states: readonly RunState[] };

/**
 * A run of the viewer's that stands in one of these states, by which nothing of it is taken up and nobody else changes it until the
 * transaction ends. Throws `conflict` when it stands otherwise by now.
 */
export async function lockRun(tx: Tx, viewer: Viewer, { runId, states }: Wanted) {
  const where = { id: runId, ...changeableBy(viewer), state: { not: "uploading" } };
  await tx.$queryRaw`SELECT id FROM run WHERE id = ${runId} AND workspace_id = ${viewer.workspaceId} FOR UPDATE`;
  const run = await tx.run.findFirst({ where });
  if (!run) throw new AppError("not_found", `run ${runId}`);
  const state = RUN_STATES.find((known) => known === run.state) ?? "draft";
  if (states.includes(state)) return run;
  throw new AppError("conflict", `run ${runId} is ${state}`, { say: `This run ${STANDS[state]}. Look again.` });
}
