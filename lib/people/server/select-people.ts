import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import type { PeopleSelection } from "@/lib/people/filters";
import { PeopleFilters } from "@/lib/people/schema";
import { conditions } from "@/lib/people/server/list-people";

const LOT = 2000;

/** The people of the workspace that are meant, in lots of ids: each once, in the order of their ids. */
export async function* selectPeople(viewer: Viewer, selection: PeopleSelection): AsyncGenerator<string[]> {
  if ("ids" in selection) {
    yield [...new Set(selection.ids)];
    return;
  }
  const filters = PeopleFilters.safeParse(Object.fromEntries(new URLSearchParams(selection.matching))).data ?? {};
  const where = conditions(viewer.workspaceId, filters);
  for (let last = ""; ;) {
    const rows = await db.$queryRaw<{ id: string }[]>`
      SELECT id FROM person WHERE ${where} AND id > ${last} AND id <> ALL (${selection.except}) ORDER BY id LIMIT ${LOT}`;
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) yield ids;
    if (ids.length < LOT) return;
    last = ids.at(-1) ?? "";
  }
}
