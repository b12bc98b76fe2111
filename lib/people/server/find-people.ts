import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { Prisma } from "@/lib/db/client";
import { readRows } from "@/lib/db/reading-pool";
import type { PeopleView } from "@/lib/people/filters";
import { allOf, conditionsOf } from "@/lib/people/server/people-conditions";
import { stretchesOf, type Position, type SortWord, type Stretch } from "@/lib/people/server/people-order";

/** People who are read in their order for each one that is wanted, before the others are asked by what they must fit. */
const WALK_PER_WANTED = 200;
/** So many are put in order at once; where more fit, their own order comes upon them soon enough. */
const GATHER_MAX = 50_000;
const WITHOUT_END = 1_000_000_000;

type Wanted = { sort: SortWord; after: Position | null; limit: number };
type Scope = { workspaceId: string; conditions: readonly Prisma.Sql[]; limit: number };

/**
 * The next people of a view, in its order. No planner knows whether a filter's people stand at the front of an order or
 * nowhere near it, and a wrong guess reads a million rows. So it is found out: the first thousands in order are read; if
 * they do not hold enough, those who fit are gathered by the filters' own indexes and sorted; if that is too many, they are
 * frequent, and the order is read on.
 */
export async function findPeople(
  viewer: Viewer,
  view: PeopleView,
  { sort, after, limit }: Wanted,
): Promise<Position[]> {
  const found: Position[] = [];
  const conditions = conditionsOf(viewer, view);
  for (const stretch of stretchesOf(sort, after)) {
    if (found.length === limit) break;
    const scope = { workspaceId: viewer.workspaceId, conditions, limit: limit - found.length };
    found.push(...(await findInStretch(scope, stretch)));
  }
  return found;
}

async function findInStretch(scope: Scope, stretch: Stretch): Promise<Position[]> {
  const window = scope.limit * WALK_PER_WANTED;
  const near = await walk(scope, stretch, window);
  if (near.length === scope.limit || scope.conditions.length === 0) return near;
  if (!(await hasMoreThan(scope, stretch, window))) return near;
  return (await gather(scope, stretch)) ?? walk(scope, stretch, WITHOUT_END);
}

/** The limit within keeps the planner from any other way than the order's own index. */
function walk({ workspaceId, conditions, limit }: Scope, stretch: Stretch, window: number): Promise<Position[]> {
  const { key, direction, belongs, after } = stretch;
  return readRows<Position>(Prisma.sql`
    SELECT p.id, p.key FROM (
      SELECT p.*, ${key} AS key FROM person p WHERE p.workspace_id = ${workspaceId} AND ${belongs} AND ${after}
       ORDER BY ${key} ${direction}, p.id ${direction} LIMIT ${conditions.length === 0 ? limit : window}) AS p
     WHERE ${allOf(conditions)} ORDER BY p.key ${direction}, p.id ${direction} LIMIT ${limit}`);
}

async function hasMoreThan({ workspaceId }: Scope, stretch: Stretch, window: number): Promise<boolean> {
  const { key, direction, belongs, after } = stretch;
  const [next] = await readRows<{ id: string }>(Prisma.sql`
    SELECT p.id FROM person p WHERE p.workspace_id = ${workspaceId} AND ${belongs} AND ${after}
     ORDER BY ${key} ${direction}, p.id ${direction} OFFSET ${window} LIMIT 1`);
  return next !== undefined;
}

type Gathered = { id: string | null; key: Position["key"]; gathered: number };

/**
 * Null where too many fit. The limit is hidden from the planner: told that few are enough, it would rather look for them
 * throughout the workspace.
 */
async function gather({ workspaceId, conditions, limit }: Scope, stretch: Stretch): Promise<Position[] | null> {
  const { key, direction, belongs, after } = stretch;
  const rows = await readRows<Gathered>(Prisma.sql`
    WITH p AS MATERIALIZED (
      SELECT p.id, ${key} AS key, ${belongs} AND ${after} AS is_ahead FROM person p
       WHERE p.workspace_id = ${workspaceId} AND ${allOf(conditions)} LIMIT (SELECT ${GATHER_MAX + 1}::int))
    SELECT found.id, found.key, counted.gathered FROM (SELECT count(*)::int AS gathered FROM p) AS counted
      LEFT JOIN (SELECT p.id, p.key FROM p WHERE p.is_ahead
                  ORDER BY p.key ${direction}, p.id ${direction} LIMIT ${limit}) AS found ON true
     ORDER BY found.key ${direction}, found.id ${direction}`);
  if ((rows[0]?.gathered ?? 0) > GATHER_MAX) return null;
  return rows.flatMap(({ id, key: value }) => (id === null ? [] : [{ id, key: value }]));
}
