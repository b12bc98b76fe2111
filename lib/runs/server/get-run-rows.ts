import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { visibleTo } from "@/lib/lookups/server/list-lookups";
import { ROWS_PAGE_SIZE, type RunRowFilters, type RunRowPage } from "@/lib/runs/schema";
import { toRow } from "@/lib/runs/server/read-runs";
import { withReasons } from "@/lib/runs/server/with-reasons";

/** Any member who may see the run: its rows in their order, all or those of one state, paged by keyset. */
export async function getRunRows(
  viewer: Viewer,
  runId: string,
  { state, after = 0 }: RunRowFilters,
): Promise<RunRowPage> {
  const { workspaceId } = viewer;
  const seen = { id: runId, ...visibleTo(viewer), state: { not: "uploading" } };
  if (!(await db.run.findFirst({ where: seen, select: { id: true } }))) throw new AppError("not_found", `run ${runId}`);
  const found = await db.runRow.findMany({
    where: { runId, workspaceId, number: { gt: after }, ...(state && { state }) },
    orderBy: { number: "asc" },
    take: ROWS_PAGE_SIZE + 1,
  });
  const rows = await withReasons(workspaceId, found.slice(0, ROWS_PAGE_SIZE).map(toRow));
  const last = found.length > ROWS_PAGE_SIZE ? rows.at(-1) : undefined;
  return { rows, nextAfter: last?.number ?? null };
}
