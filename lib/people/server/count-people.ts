import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { Prisma } from "@/lib/db/client";
import { readRows } from "@/lib/db/reading-pool";
import type { PeopleView } from "@/lib/people/filters";
import type { PeopleCount } from "@/lib/people/schema";
import { allOf, conditionsOf } from "@/lib/people/server/people-conditions";

const COUNT_MAX = 1000;
/** Most filters find a thousand and one in so many. */
const WINDOW = 20_000;

/** Any member: how many people a view has, up to a thousand. Those who changed last are looked through first. */
export async function countPeople(viewer: Viewer, view: PeopleView): Promise<PeopleCount> {
  const conditions = conditionsOf(viewer, view);
  const near = await count(viewer, conditions, window(viewer));
  const isAll = near > COUNT_MAX || !(await isLarge(viewer));
  const counted = isAll ? near : await count(viewer, conditions, Prisma.sql`person`);
  return { total: counted > COUNT_MAX ? null : counted };
}

/** The limit is hidden from the planner: told that few are enough, it would look for them throughout the workspace. */
async function count({ workspaceId }: Viewer, conditions: readonly Prisma.Sql[], people: Prisma.Sql): Promise<number> {
  const [row] = await readRows<{ counted: number }>(Prisma.sql`
    SELECT count(*)::int AS counted FROM (
      SELECT FROM ${people} AS p WHERE p.workspace_id = ${workspaceId} AND ${allOf(conditions)}
       LIMIT (SELECT ${COUNT_MAX + 1}::int)) AS bounded`);
  return row?.counted ?? 0;
}

function window({ workspaceId }: Viewer): Prisma.Sql {
  return Prisma.sql`(
    SELECT * FROM person WHERE workspace_id = ${workspaceId} ORDER BY updated_at DESC, id DESC LIMIT ${WINDOW})`;
}

/** Whether there are people whom the first look did not reach. */
async function isLarge({ workspaceId }: Viewer): Promise<boolean> {
  const rows = await readRows(Prisma.sql`
    SELECT FROM person WHERE workspace_id = ${workspaceId} ORDER BY updated_at DESC, id DESC OFFSET ${WINDOW} LIMIT 1`);
  return rows.length > 0;
}
