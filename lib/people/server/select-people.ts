import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { Prisma } from "@/lib/db/client";
import { readRows } from "@/lib/db/reading-pool";
import { PeopleFilters, type PeopleSelection, type PeopleView } from "@/lib/people/filters";
import { findPeople } from "@/lib/people/server/find-people";
import { allOf, inSets } from "@/lib/people/server/people-conditions";
import type { Position } from "@/lib/people/server/people-order";

const LOT_MAX = 1000;
/** An order that what is done to people moves would skip some and come upon others twice; when they came never changes. */
const STEADY_SORT = "created";

/**
 * Any member: the people of the workspace whom a selection means, in lots of at most a thousand ids, by the order in which
 * they came. Each lot is read when it is asked for: who fits no more by then is left out. Others' ids mean nobody.
 */
export async function* selectPeople(viewer: Viewer, selection: PeopleSelection): AsyncGenerator<string[], void> {
  if ("ids" in selection) {
    const ids = await ownIds(viewer, selection.ids);
    if (ids.length > 0) yield ids;
    return;
  }
  const view = viewOf(selection.matching);
  const left = new Set(selection.except);
  for (let after: Position | null = null; ;) {
    const found = await findPeople(viewer, view, { sort: STEADY_SORT, after, limit: LOT_MAX });
    const ids = found.map(({ id }) => id).filter((id) => !left.has(id));
    if (ids.length > 0) yield ids;
    if (found.length < LOT_MAX) return;
    after = found.at(-1) ?? null;
  }
}

/** How many a selection means at this moment, to the last one. */
export async function countSelection(viewer: Viewer, selection: PeopleSelection): Promise<number> {
  if ("ids" in selection) return (await ownIds(viewer, selection.ids)).length;
  const conditions = [
    Prisma.sql`p.workspace_id = ${viewer.workspaceId}`,
    ...(await inSets(viewer, viewOf(selection.matching))),
    ...(selection.except.length > 0 ? [Prisma.sql`p.id <> ALL (${selection.except})`] : []),
  ];
  const [row] = await readRows<{ counted: number }>(
    Prisma.sql`SELECT count(*)::int AS counted FROM person p WHERE ${allOf(conditions)}`,
  );
  return row?.counted ?? 0;
}

/** The filters as the address holds them. Of a page's position nothing is left. */
function viewOf(matching: string): PeopleView {
  const { cursor: _, ...view } = PeopleFilters.parse(Object.fromEntries(new URLSearchParams(matching)));
  return view;
}

async function ownIds({ workspaceId }: Viewer, ids: readonly string[]): Promise<string[]> {
  const rows = await readRows<{ id: string }>(
    Prisma.sql`SELECT id FROM person WHERE id = ANY (${[...ids]}) AND workspace_id = ${workspaceId} ORDER BY created_at, id`,
  );
  return rows.map(({ id }) => id);
}
