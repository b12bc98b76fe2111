import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { PeopleFilters } from "@/lib/people/filters";
import { PEOPLE_PAGE_SIZE, type PeoplePage } from "@/lib/people/schema";
import { findPeople, walkOfEverybody } from "@/lib/people/server/find-people";
import { readPosition, sortOf, writePosition, type Position, type SortWord } from "@/lib/people/server/people-order";
import { readFoundSummaries, readSummaries, toSummary } from "@/lib/people/server/read-summaries";

/** Any member: the workspace's people whom the filters leave, paged by keyset. How many there are is counted apart. */
export async function listPeople(viewer: Viewer, { cursor, ...view }: PeopleFilters): Promise<PeoplePage> {
  const sort = sortOf(view);
  const wanted = { sort, after: readPosition(sort, cursor), limit: PEOPLE_PAGE_SIZE + 1 };
  const everybody = walkOfEverybody(viewer, view, wanted);
  if (everybody) {
    const rows = await readFoundSummaries(viewer, everybody);
    return { people: rows.slice(0, PEOPLE_PAGE_SIZE).map(toSummary), nextCursor: cursorAfter(sort, rows) };
  }
  const found = await findPeople(viewer, view, wanted);
  const ids = found.slice(0, PEOPLE_PAGE_SIZE).map(({ id }) => id);
  return { people: await readSummaries(viewer, ids), nextCursor: cursorAfter(sort, found) };
}

/** Where the page ends; null when nobody comes after it. One more was read than the page holds. */
function cursorAfter(sort: SortWord, found: readonly Position[]): string | null {
  const last = found.length > PEOPLE_PAGE_SIZE ? found[PEOPLE_PAGE_SIZE - 1] : undefined;
  return last ? writePosition(sort, last) : null;
}
