import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { Prisma } from "@/lib/db/client";
import { readRows } from "@/lib/db/reading-pool";
import type { PeopleView } from "@/lib/people/filters";
import { allOf, boundsOf, inEach, inSets } from "@/lib/people/server/people-conditions";
import { stretchesOf, type Position, type SortWord, type Stretch } from "@/lib/people/server/people-order";

/** So many are read in their order for each one that is wanted; ten times as many where that has found a tenth. */
const WALK_PER_WANTED = 40;
const FURTHER = 10;

type Wanted = { sort: SortWord; after: Position | null; limit: number };
type Scope = { viewer: Viewer; view: PeopleView; bounds: Prisma.Sql; stretches: readonly Stretch[]; limit: number };

/**
 * The next people of a view, in its order. No planner knows whether a filter's people stand at the front of an order or
 * nowhere near it, and a wrong guess reads a million rows. So it is found out: those who come first are looked through; if
 * too few of them fit, all who fit are found by the filters' own indexes, and sorted. One of the two is always short: whoever
 * is frequent is met early, and whoever is rare is soon sorted.
 */
export async function findPeople(
  viewer: Viewer,
  view: PeopleView,
  { sort, after, limit }: Wanted,
): Promise<Position[]> {
  const scope = { viewer, view, bounds: boundsOf(sort, view), stretches: stretchesOf(sort, after), limit };
  if (inEach(viewer, view).length === 0) return walkAll(scope);
  const window = limit * WALK_PER_WANTED;
  const near = await walk(scope, window);
  if (near.length === limit || !(await hasMoreThan(scope, window))) return near;
  if (near.length * FURTHER < limit) return gather(scope);
  const further = await walk(scope, window * FURTHER);
  return further.length === limit ? further : gather(scope);
}

/** The statement that finds the next people where everybody fits and the order is of one stretch, and a name for it. */
export function walkOfEverybody(
  viewer: Viewer,
  view: PeopleView,
  { sort, after, limit }: Wanted,
): { sql: Prisma.Sql; name: string } | null {
  const [stretch, more] = stretchesOf(sort, after);
  if (!stretch || more || inEach(viewer, view).length > 0) return null;
  return { sql: nextOf(viewer, stretch, limit), name: nameOf(stretch, limit) };
}

/**
 * Where everybody fits, one stretch goes on where the other ends. What is asked for most: planned once for each order, with
 * the limit in its text, since the plan is to know that it is small.
 */
async function walkAll({ viewer, stretches, limit }: Scope): Promise<Position[]> {
  const found: Position[] = [];
  for (const stretch of stretches) {
    const rest = limit - found.length;
    if (rest === 0) break;
    const name = rest === limit ? nameOf(stretch, limit) : undefined;
    found.push(...(await readRows<Position>(nextOf(viewer, stretch, rest), name)));
  }
  return found;
}

const nameOf = ({ name }: Stretch, limit: number): string => `people-${name}-${String(limit)}`;

function nextOf({ workspaceId }: Viewer, { key, direction, belongs, after }: Stretch, limit: number): Prisma.Sql {
  return Prisma.sql`
    SELECT p.id, ${key} AS key FROM person p WHERE p.workspace_id = ${workspaceId} AND ${belongs} AND ${after}
     ORDER BY ${key} ${direction}, p.id ${direction} LIMIT ${Prisma.raw(String(limit))}`;
}

/** Those who fit of the next so many in the first stretch. The limit within keeps the planner to the order's own index. */
function walk({ viewer, view, bounds, stretches: [stretch], limit }: Scope, window: number): Promise<Position[]> {
  const { key, direction, belongs, after } = required(stretch);
  return readRows<Position>(Prisma.sql`
    SELECT p.id, p.key FROM (
      SELECT p.*, ${key} AS key FROM person p WHERE p.workspace_id = ${viewer.workspaceId} AND ${bounds} AND ${belongs} AND ${after}
       ORDER BY ${key} ${direction}, p.id ${direction} LIMIT ${window}) AS p
     WHERE ${allOf(inEach(viewer, view))} ORDER BY p.key ${direction}, p.id ${direction} LIMIT ${limit}`);
}

/** Whether there are people whom a walk of so many does not reach. */
async function hasMoreThan({ viewer, bounds, stretches: [stretch, next] }: Scope, window: number): Promise<boolean> {
  const { key, direction, belongs, after } = required(stretch);
  if (next) return true;
  const rows = await readRows(Prisma.sql`
    SELECT FROM person p WHERE p.workspace_id = ${viewer.workspaceId} AND ${bounds} AND ${belongs} AND ${after}
     ORDER BY ${key} ${direction}, p.id ${direction} OFFSET ${window} LIMIT 1`);
  return rows.length > 0;
}

/** Of all who fit, the next in order. The offset hides from the planner that few are wanted, and in which order. */
async function gather({ viewer, view, stretches, limit }: Scope): Promise<Position[]> {
  const conditions = await inSets(viewer, view);
  const { key, direction } = required(stretches[0]);
  const ahead = stretches.map(({ belongs, after }) => Prisma.sql`(${belongs} AND ${after})`);
  return readRows<Position>(Prisma.sql`
    SELECT p.id, p.key FROM (
      SELECT p.id, ${key} AS key, ${Prisma.join(ahead, " OR ")} AS is_ahead FROM person p
       WHERE p.workspace_id = ${viewer.workspaceId} AND ${allOf(conditions)} OFFSET 0) AS p
     WHERE p.is_ahead ORDER BY p.key ${direction} NULLS LAST, p.id ${direction} LIMIT ${limit}`);
}

function required(stretch: Stretch | undefined): Stretch {
  if (!stretch) throw new Error("an order has at least one stretch");
  return stretch;
}
