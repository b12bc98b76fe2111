import "server-only";
import { z } from "zod";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { visibleTo } from "@/lib/lookups/server/list-lookups";
import { hasWayBack } from "@/lib/lookups/server/place-lookup";
import { readStoredOptions } from "@/lib/lookups/server/read-request";
import { findMissing } from "@/lib/runs/mapping";
import { MappingInput, RunFormatInput, RunWish, type RunDto } from "@/lib/runs/schema";
import { countRows, readProgress } from "@/lib/runs/server/read-progress";
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
  const { counts, flawed } = await countRows(run);
  const mapping = MappingInput.parse(run.mapping);
  const header = z.array(z.string()).parse(run.header);
  const isOfFile = run.state === "draft" && header.length > 0;
  const mayChange = run.state === "draft" && viewer.role !== "reviewer";
  const options = readStoredOptions(run.options);
  return {
    ...toSummary(run),
    ...{ header, mapping, counts, flawed, mayChange },
    format: z.nullable(RunFormatInput).parse(run.format),
    isRemembered: isOfFile && (await isRemembered(db, { workspaceId: viewer.workspaceId, header, mapping })),
    missing: findMissing(mapping),
    mayChangeFormat: mayChange && run.chunks.length > 0,
    wish: { ...RunWish.parse(run.options), isRefresh: run.isRefresh },
    preview: run.runRows.map(toRow),
    may: mayOf(viewer, run, counts),
    progress: {
      ...(await readProgress({ ...run, options }, counts)),
      hasNoWayBack: run.state === "running" && !hasWayBack(viewer, { options }),
    },
    ...{ rowLimit: run.rowLimit, failuresMax: run.failuresMax, listId: run.listId },
    creditCeiling: run.creditCeiling?.toString() ?? null,
    undoneAt: run.undoneAt?.toISOString() ?? null,
  };
}

const STANDS_STILL = ["paused", "stopped", "done"];

type Standing = { state: string; undoneAt: Date | null };

function mayOf(viewer: Viewer, { state, undoneAt }: Standing, counts: Record<string, number>): RunDto["may"] {
  const isOurs = viewer.role !== "reviewer";
  const { failed, stopped } = { failed: 0, stopped: 0, ...counts };
  return {
    start: isOurs && state === "draft",
    pause: isOurs && state === "running",
    resume: isOurs && state === "paused",
    stop: isOurs && ["running", "paused", "awaiting_approval"].includes(state),
    retry: isOurs && STANDS_STILL.includes(state) && !undoneAt && failed + stopped > 0,
    approve: viewer.role === "admin" && state === "awaiting_approval",
    undo: isOurs && ["stopped", "done"].includes(state) && !undoneAt,
  };
}
