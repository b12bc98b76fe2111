import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db, Prisma } from "@/lib/db/client";
import { readCursor, writeCursor } from "@/lib/db/cursor";
import { visibleTo } from "@/lib/lookups/server/list-lookups";
import { RUNS_PAGE_SIZE, type RunFilters, type RunListItem, type RunPage } from "@/lib/runs/schema";
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
  const figures = await readFigures(
    viewer.workspaceId,
    runs.map(({ id }) => id),
  );
  const shown = runs.map((run) => ({ ...toSummary(run), ...(figures.get(run.id) ?? { counts: {}, charged: "0" }) }));
  return { runs: shown, nextCursor: last ? writeCursor(last.createdAt, last.id) : null };
}

type Figures = Pick<RunListItem, "counts" | "charged">;
type Group = { run_id: string; state: string; count: number; charged: Prisma.Decimal | null };

/** How many rows of each stand where, and what their lookups were charged. */
async function readFigures(workspaceId: string, ids: readonly string[]): Promise<Map<string, Figures>> {
  const groups = await db.$queryRaw<Group[]>`
    SELECT r.run_id, r.state, count(*)::int AS count, sum(l.credits_charged) AS charged
      FROM run_row r
      LEFT JOIN lookup l ON l.id = r.lookup_id AND l.workspace_id = ${workspaceId}
     WHERE r.run_id IN (SELECT id FROM run WHERE workspace_id = ${workspaceId} AND id = ANY (${ids}::text[]))
     GROUP BY r.run_id, r.state`;
  return new Map(ids.map((id) => [id, sumUp(groups.filter((group) => group.run_id === id))]));
}

function sumUp(groups: readonly Group[]): Figures {
  const counts = Object.fromEntries(groups.map(({ state, count }) => [state, count]));
  const charged = groups.reduce((sum, group) => sum.plus(group.charged ?? 0), new Prisma.Decimal(0));
  return { counts, charged: charged.toString() };
}
