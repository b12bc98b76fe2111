import "server-only";
import { z } from "zod";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { visibleTo } from "@/lib/lookups/server/list-lookups";
import { findMissing } from "@/lib/runs/mapping";
import { MappingInput, RunFormatInput, RunWish, type RunDto } from "@/lib/runs/schema";
import { toRow, toSummary } from "@/lib/runs/server/read-runs";
import { isRemembered } from "@/lib/runs/server/remembered-mapping";

const PREVIEW_ROWS = 10;

/** Any member who may see it: one run with what its file holds, how it is read, and how many rows stand where. */
export async function getRun(viewer: Viewer, runId: string): Promise<RunDto> {
  const run = await db.run.findFirst({
    where: { id: runId, ...visibleTo(viewer), state: { not: "uploading" } },
    include: {
      user: { select: { id: true, name: true } },
      chunks: { select: { position: true }, take: 1 },
      runRows: { where: { number: { lte: PREVIEW_ROWS } }, orderBy: { number: "asc" } },
    },
  });
  if (!run) throw new AppError("not_found", `run ${runId}`);
  const { counts, flawed } = await countRows(viewer.workspaceId, runId);
  const mapping = MappingInput.parse(run.mapping);
  const header = z.array(z.string()).parse(run.header);
  const isOfFile = run.state === "draft" && header.length > 0;
  const mayChange = run.state === "draft" && viewer.role !== "reviewer";
  return {
    ...toSummary(run),
    ...{ header, mapping, counts, flawed, mayChange },
    format: z.nullable(RunFormatInput).parse(run.format),
    isRemembered: isOfFile && (await isRemembered(db, { workspaceId: viewer.workspaceId, header, mapping })),
    missing: findMissing(mapping),
    mayChangeFormat: mayChange && run.chunks.length > 0,
    wish: { ...RunWish.parse(run.options), isRefresh: run.isRefresh },
    preview: run.runRows.map(toRow),
    may: mayOf(viewer, run.state),
    progress: { held: "0", charged: "0", saved: "0", rowsPerMinute: null, secondsLeft: null, waitsUntil: null },
    ...{ rowLimit: run.rowLimit, failuresMax: run.failuresMax, listId: run.listId },
    creditCeiling: run.creditCeiling?.toString() ?? null,
    undoneAt: run.undoneAt?.toISOString() ?? null,
  };
}

function mayOf(viewer: Viewer, state: string): RunDto["may"] {
  const isOurs = viewer.role !== "reviewer";
  return {
    start: isOurs && state === "draft",
    pause: isOurs && state === "running",
    resume: isOurs && state === "paused",
    stop: isOurs && ["running", "paused", "awaiting_approval"].includes(state),
    retry: isOurs && ["paused", "stopped", "done"].includes(state),
    approve: viewer.role === "admin" && state === "awaiting_approval",
    undo: isOurs && ["stopped", "done"].includes(state),
  };
}

async function countRows(workspaceId: string, runId: string) {
  const rows = await db.$queryRaw<{ state: string; count: number; flawed: number }[]>`
    SELECT state, count(*)::int AS count, count(flaw)::int AS flawed
      FROM run_row WHERE run_id = ${runId} AND workspace_id = ${workspaceId} GROUP BY state`;
  return {
    counts: Object.fromEntries(rows.map(({ state, count }) => [state, count])),
    flawed: rows.reduce((sum, row) => sum + row.flawed, 0),
  };
}
