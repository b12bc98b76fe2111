import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";
import type { PeopleFilters, PeopleView } from "@/lib/people/filters";
import { writePeopleFilters } from "@/lib/people/write-filters";

const shapes = () => import("@/lib/people/schema");

export const peopleKeys = {
  all: ["people"] as const,
  lists: () => [...peopleKeys.all, "list"] as const,
  list: (view: PeopleView) => [...peopleKeys.lists(), view] as const,
  counts: () => [...peopleKeys.all, "count"] as const,
  count: (view: PeopleView) => [...peopleKeys.counts(), view] as const,
  facets: () => [...peopleKeys.all, "facets"] as const,
  details: () => [...peopleKeys.all, "detail"] as const,
  detail: (id: string) => [...peopleKeys.details(), id] as const,
};

export const peopleQueries = {
  list: (view: PeopleView) =>
    infiniteQueryOptions({
      queryKey: peopleKeys.list(view),
      queryFn: ({ pageParam, signal }) =>
        fetchJson(
          pathTo("/api/people", { ...view, ...(pageParam && { cursor: pageParam }) }),
          async () => (await shapes()).PeoplePage,
          { signal },
        ),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  /** How many there are, apart from the first page, which does not wait for it. The order is of no account. */
  count: ({ sort: _, ...view }: PeopleView) =>
    queryOptions({
      queryKey: peopleKeys.count(view),
      queryFn: ({ signal }) =>
        fetchJson(pathTo("/api/people/count", view), async () => (await shapes()).PeopleCount, { signal }),
    }),
  facets: () =>
    queryOptions({
      queryKey: peopleKeys.facets(),
      queryFn: ({ signal }) => fetchJson("/api/people/facets", async () => (await shapes()).PeopleFacets, { signal }),
    }),
  detail: (id: string) =>
    queryOptions({
      queryKey: peopleKeys.detail(id),
      queryFn: ({ signal }) =>
        fetchJson(`/api/people/${encodeURIComponent(id)}`, async () => (await shapes()).PersonPageDto, { signal }),
    }),
};

function pathTo(path: string, filters: PeopleFilters): string {
  const search = writePeopleFilters(filters);
  return search ? `${path}?${search}` : path;
}
