import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";
import type { PeopleFilters, PeopleView } from "@/lib/people/filters";
import { writePeopleFilters } from "@/lib/people/write-filters";

const shapes = () => import("@/lib/people/schema");

const duplicateShapes = () => import("@/lib/people/duplicates");

export const peopleKeys = {
  all: ["people"] as const,
  lists: () => [...peopleKeys.all, "list"] as const,
  list: (view: PeopleView) => [...peopleKeys.lists(), view] as const,
  counts: () => [...peopleKeys.all, "count"] as const,
  count: (view: PeopleView) => [...peopleKeys.counts(), view] as const,
  facets: () => [...peopleKeys.all, "facets"] as const,
  details: () => [...peopleKeys.all, "detail"] as const,
  detail: (id: string) => [...peopleKeys.details(), id] as const,
  record: (id: string) => [...peopleKeys.detail(id), "record"] as const,
  duplicates: () => [...peopleKeys.all, "duplicates"] as const,
  merge: (survivorId: string, absorbedId: string) => [...peopleKeys.all, "merge", survivorId, absorbedId] as const,
  policies: () => [...peopleKeys.all, "policies"] as const,
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
  record: (id: string) =>
    queryOptions({
      queryKey: peopleKeys.record(id),
      queryFn: ({ signal }) =>
        fetchJson(
          `/api/people/${encodeURIComponent(id)}/record`,
          async () => (await import("@/lib/people/record")).PersonRecord,
          { signal },
        ),
    }),
  duplicates: () =>
    infiniteQueryOptions({
      queryKey: peopleKeys.duplicates(),
      queryFn: ({ pageParam, signal }) =>
        fetchJson(
          `/api/people/duplicates${pageParam ? `?cursor=${encodeURIComponent(pageParam)}` : ""}`,
          async () => (await duplicateShapes()).DuplicatePage,
          { signal },
        ),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  merge: (survivorId: string, absorbedId: string) =>
    queryOptions({
      queryKey: peopleKeys.merge(survivorId, absorbedId),
      queryFn: ({ signal }) =>
        fetchJson(
          `/api/people/merge?${new URLSearchParams({ survivorId, absorbedId }).toString()}`,
          async () => (await duplicateShapes()).MergePreview,
          { signal },
        ),
    }),
  policies: () =>
    queryOptions({
      queryKey: peopleKeys.policies(),
      queryFn: ({ signal }) =>
        fetchJson("/api/people/policies", async () => (await import("@/lib/people/policies")).PolicyOverview, {
          signal,
        }),
    }),
};

function pathTo(path: string, filters: PeopleFilters): string {
  const search = writePeopleFilters(filters);
  return search ? `${path}?${search}` : path;
}
