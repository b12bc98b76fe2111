import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db, Prisma } from "@/lib/db/client";
import { readRows } from "@/lib/db/reading-pool";
import type { PeopleFacets } from "@/lib/people/schema";

const VALUES_MAX = 300;

/** Any member: what the people of the workspace can be narrowed to. Costs a step in an index for each value, not for each person. */
export async function listFacets(viewer: Viewer): Promise<PeopleFacets> {
  const { workspaceId, userId } = viewer;
  const named = { id: true, name: true } as const;
  const [countries, seniorities, emailStatuses, tags, lists, members] = await Promise.all([
    valuesOf(viewer, Prisma.sql`country`),
    valuesOf(viewer, Prisma.sql`seniority`),
    valuesOf(viewer, Prisma.sql`email_status`),
    db.tag.findMany({ where: { workspaceId }, orderBy: { key: "asc" }, select: { ...named, colour: true } }),
    db.list.findMany({
      where: { workspaceId, OR: [{ isShared: true }, { ownerId: userId }] },
      orderBy: { name: "asc" },
      select: named,
    }),
    db.membership.findMany({
      where: { workspaceId, user: { disabledAt: null } },
      orderBy: { user: { name: "asc" } },
      select: { user: { select: named } },
    }),
  ]);
  return { countries, seniorities, emailStatuses, tags, lists, owners: members.map(({ user }) => user) };
}

/** The values of a column, each found from the one before it. */
async function valuesOf({ workspaceId }: Viewer, column: Prisma.Sql): Promise<string[]> {
  const rows = await readRows<{ value: string }>(Prisma.sql`
    WITH RECURSIVE step (value) AS (
      SELECT min(${column}) FROM person WHERE workspace_id = ${workspaceId}
      UNION ALL
      SELECT (SELECT min(${column}) FROM person WHERE workspace_id = ${workspaceId} AND ${column} > step.value)
        FROM step WHERE step.value IS NOT NULL)
    SELECT value FROM step WHERE value IS NOT NULL AND value <> '' LIMIT ${VALUES_MAX}`);
  return rows.map(({ value }) => value);
}
