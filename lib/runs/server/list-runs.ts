import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { readCursor, writeCursor } from "@/lib/db/cursor";
import { visibleTo } from "@/lib/lookups/server/list-lookups";
import { RUNS_PAGE_SIZE, type RunFilters, type RunPage } from "@/lib/runs/schema";
import { toSummary } from "@/lib/runs/server/read-runs";

/** Any member: the runs the viewer may see, a rep's own and everybody's for the others, newest first, paged by keyset. */
export async function listRuns(viewer: Viewer, { cursor }: RunFilters): Promise<RunPage> {
  const after = readCursor(cursor);
  const found = await db.run.findMany({
    where: {
      ...{ ...visibleTo(viewer), state: { not: "uploading" } },
      ...(after && {
        createdAt: { lte: after.at },
        OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }],
      }),
    },
    include: { user: { select: { id: true, name: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: RUNS_PAGE_SIZE + 1,
  });
  const runs = found.slice(0, RUNS_PAGE_SIZE);
  const last = found.length > RUNS_PAGE_SIZE ? runs.at(-1) : undefined;
  return { runs: runs.map(toSummary), nextCursor: last ? writeCursor(last.createdAt, last.id) : null };
}
