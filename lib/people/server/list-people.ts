import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { PeopleFilters } from "@/lib/people/filters";
import { PEOPLE_PAGE_SIZE, type PeoplePage } from "@/lib/people/schema";
import { findPeople } from "@/lib/people/server/find-people";
import { readPosition, sortOf, writePosition } from "@/lib/people/server/people-order";
import { readSummaries } from "@/lib/people/server/read-summaries";

/** Any member: the workspace's people whom the filters leave, paged by keyset. How many there are is counted apart. */
export async function listPeople(viewer: Viewer, { cursor, ...view }: PeopleFilters): Promise<PeoplePage> {
  const sort = sortOf(view);
  const after = readPosition(sort, cursor);
  const found = await findPeople(viewer, view, { sort, after, limit: PEOPLE_PAGE_SIZE + 1 });
  const page = found.slice(0, PEOPLE_PAGE_SIZE);
  const last = found.length > PEOPLE_PAGE_SIZE ? page.at(-1) : undefined;
  const people = await readSummaries(
    viewer,
    page.map(({ id }) => id),
  );
  return { people, nextCursor: last ? writePosition(sort, last) : null };
}
