import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { Prisma } from "@/lib/db/client";
import { readRows } from "@/lib/db/reading-pool";
import type { PeopleView } from "@/lib/people/filters";
import type { PeopleCount } from "@/lib/people/schema";
import { allOf, inEach, inSets, searchedFor } from "@/lib/people/server/people-conditions";

const COUNT_MAX = 1000;
/** So many are looked through first, and more of them where that promises more people than can be said. */
const WINDOW = 2000;
const WINDOW_MAX = 20_000;
/** For a text, whose index is read for all who have it before the first of them is seen. */
const WINDOW_MAX_FOR_TEXT = 60_000;
/** What is seen of a few tells of many only roughly. */
const RESERVE = 1.3;

/** Any member: how many people a view has, up to a thousand. Found out as `findPeople` finds them. */
export async function countPeople(viewer: Viewer, view: PeopleView): Promise<PeopleCount> {
  const near = await countNear(viewer, view, WINDOW);
  if (near > COUNT_MAX) return { total: null };
  if (!(await isLarge(viewer))) return { total: near };
  const window = Math.ceil((COUNT_MAX / near) * WINDOW * RESERVE);
  const furthest = searchedFor(view).length > 0 ? WINDOW_MAX_FOR_TEXT : WINDOW_MAX;
  const further = window > furthest ? 0 : await countNear(viewer, view, window);
  const counted = further > COUNT_MAX ? further : await countAll(viewer, view);
  return { total: counted > COUNT_MAX ? null : counted };
}

/** Of those who came last, how many fit: they lie together as no other order has them. */
function countNear(viewer: Viewer, view: PeopleView, window: number): Promise<number> {
  return count(Prisma.sql`
    SELECT FROM (SELECT * FROM person WHERE workspace_id = ${viewer.workspaceId}
                  ORDER BY created_at DESC, id DESC LIMIT ${window}) AS p WHERE ${allOf(inEach(viewer, view))}`);
}

async function countAll(viewer: Viewer, view: PeopleView): Promise<number> {
  const conditions = await inSets(viewer, view);
  return count(Prisma.sql`
    SELECT FROM person p WHERE p.workspace_id = ${viewer.workspaceId} AND ${allOf(conditions)}`);
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
    SELECT FROM person WHERE workspace_id = ${workspaceId} ORDER BY created_at DESC, id DESC OFFSET ${WINDOW} LIMIT 1`);
  return rows.length > 0;
}
