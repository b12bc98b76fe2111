import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { Prisma } from "@/lib/db/client";
import { readRows } from "@/lib/db/reading-pool";
import type { PeopleView } from "@/lib/people/filters";
import type { PeopleCount } from "@/lib/people/schema";
import { allOf, inEach, inSets } from "@/lib/people/server/people-conditions";

const COUNT_MAX = 1000;
/** So many are looked through first, and ten times as many where a tenth of them fitted. */
const WINDOW = 2000;
const FURTHER = 10;

/** Any member: how many people a view has, up to a thousand. Found out as `findPeople` finds them. */
export async function countPeople(viewer: Viewer, view: PeopleView): Promise<PeopleCount> {
  const near = await countNear(viewer, view, WINDOW);
  if (near > COUNT_MAX) return { total: null };
  if (!(await isLarge(viewer))) return { total: near };
  const further = near * FURTHER < WINDOW ? 0 : await countNear(viewer, view, WINDOW * FURTHER);
  const counted = further > COUNT_MAX ? further : await countAll(viewer, view);
  return { total: counted > COUNT_MAX ? null : counted };
}

/** Of those who changed last, how many fit. */
function countNear(viewer: Viewer, view: PeopleView, window: number): Promise<number> {
  return count(Prisma.sql`
    SELECT FROM (SELECT * FROM person WHERE workspace_id = ${viewer.workspaceId}
                  ORDER BY updated_at DESC, id DESC LIMIT ${window}) AS p WHERE ${allOf(inEach(viewer, view))}`);
}

function countAll(viewer: Viewer, view: PeopleView): Promise<number> {
  return count(Prisma.sql`
    SELECT FROM person p WHERE p.workspace_id = ${viewer.workspaceId} AND ${allOf(inSets(viewer, view))}`);
}

/** The limit is hidden from the planner: told that few are enough, it would look for them throughout the workspace. */
async function count(people: Prisma.Sql): Promise<number> {
  const [row] = await readRows<{ counted: number }>(Prisma.sql`
    SELECT count(*)::int AS counted FROM (${people} LIMIT (SELECT ${COUNT_MAX + 1}::int)) AS bounded`);
  return row?.counted ?? 0;
}

/** Whether there are people whom the first look did not reach. */
async function isLarge({ workspaceId }: Viewer): Promise<boolean> {
  const rows = await readRows(Prisma.sql`
    SELECT FROM person WHERE workspace_id = ${workspaceId} ORDER BY updated_at DESC, id DESC OFFSET ${WINDOW} LIMIT 1`);
  return rows.length > 0;
}
