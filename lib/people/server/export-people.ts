import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { toCsvLines } from "@/lib/http/csv";
import type { PeopleExport } from "@/lib/people/export-filters";
import type { PeopleView } from "@/lib/people/filters";
import { EXPORT_COLUMNS, toCells } from "@/lib/people/server/export-columns";
import { findPeople } from "@/lib/people/server/find-people";
import type { Position, SortWord } from "@/lib/people/server/people-order";
import { readContactWays } from "@/lib/people/server/read-contact-ways";
import { readSummaries } from "@/lib/people/server/read-summaries";
import { countSelection } from "@/lib/people/server/select-people";
import { PEOPLE_FILTER_NAMES, writePeopleFilters } from "@/lib/people/write-filters";

const LOT_MAX = 500;
/** An order that changes while it is read skips some and repeats others: newest of all then means who came last. */
const STEADY: Partial<Record<SortWord, SortWord>> = {
  ...{ updated: "created", "-updated": "-created", enriched: "created", "-enriched": "-created" },
};

/**
 * Any member: the people of a view, or some of them by their ids, as the lines of a CSV file, lot by lot. Numbers on a
 * do-not-call list are covered as they are on screen. Audited, with how many and what they were narrowed by but never the
 * words themselves, before the first line is handed out.
 */
export async function exportPeople(viewer: Viewer, asked: PeopleExport): Promise<AsyncGenerator<string>> {
  const { ids, except = [], cursor: _, ...view } = asked;
  const rows = await countSelection(viewer, ids ? { ids } : { matching: writePeopleFilters(view), except });
  const { workspaceId, userId } = viewer;
  const filters = ids ? ["ids"] : PEOPLE_FILTER_NAMES.filter((name) => name in view && name !== "sort");
  const detail = { rows, filters };
  await recordAudit(db, { workspaceId, actorId: userId, action: "people.exported", detail });
  return writeLines(viewer, ids ? [ids] : lotsOf(viewer, view, new Set(except)));
}

async function* writeLines(viewer: Viewer, lots: Iterable<string[]> | AsyncIterable<string[]>): AsyncGenerator<string> {
  yield toCsvLines([EXPORT_COLUMNS]);
  for await (const ids of lots) {
    const [people, ways] = await Promise.all([readSummaries(viewer, ids), readContactWays(viewer, ids)]);
    yield toCsvLines(people.map((person) => toCells(person, ways.get(person.id))));
  }
}

async function* lotsOf(viewer: Viewer, view: PeopleView, left: ReadonlySet<string>): AsyncGenerator<string[]> {
  const wanted = view.sort ?? "-created";
  const sort = STEADY[wanted] ?? wanted;
  for (let after: Position | null = null; ;) {
    const found = await findPeople(viewer, view, { sort, after, limit: LOT_MAX });
    if (found.length > 0) yield found.map(({ id }) => id).filter((id) => !left.has(id));
    if (found.length < LOT_MAX) return;
    after = found.at(-1) ?? null;
  }
}
