import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db, type Prisma } from "@/lib/db/client";
import { readCursor, writeCursor } from "@/lib/db/cursor";
import { HISTORY_PAGE_SIZE, type LookupFilters, type LookupPage } from "@/lib/lookups/schema";
import { SUMMARY_FIELDS, toSummaryDto } from "@/lib/lookups/server/read-lookup";

const DAY_MS = 86_400_000;

/** Whose lookups a viewer may read: a rep's own, everybody's for an admin or a reviewer. */
export function visibleTo(viewer: Viewer): { workspaceId: string; userId?: string } {
  const { workspaceId, userId } = viewer;
  return viewer.role === "rep" ? { workspaceId, userId } : { workspaceId };
}

/** Any member: the lookups the viewer may see, newest first, paged by keyset. */
export async function listLookups(viewer: Viewer, filters: LookupFilters): Promise<LookupPage> {
  const after = readCursor(filters.cursor);
  const rows = await db.lookup.findMany({
    where: {
      AND: [
        visibleTo(viewer),
        matching(viewer, filters),
        // The bound on createdAt alone is redundant, and what lets the index serve the rest.
        ...(after
          ? [
              { createdAt: { lte: after.at } },
              { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] },
            ]
          : []),
      ],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: HISTORY_PAGE_SIZE + 1,
    select: SUMMARY_FIELDS,
  });
  const page = rows.slice(0, HISTORY_PAGE_SIZE);
  const last = rows.length > HISTORY_PAGE_SIZE ? page.at(-1) : undefined;
  return { lookups: page.map(toSummaryDto), nextCursor: last ? writeCursor(last.createdAt, last.id) : null };
}

function matching(viewer: Viewer, { who, outcome, from, to }: LookupFilters): Prisma.LookupWhereInput {
  return {
    ...(who && { userId: who === "me" ? viewer.userId : who }),
    ...(outcome && { outcome }),
    ...((from ?? to) && {
      createdAt: { ...(from && { gte: new Date(from) }), ...(to && { lt: new Date(Date.parse(to) + DAY_MS) }) },
    }),
  };
}
