import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";
import type { PeopleFilters } from "@/lib/people/schema";

const shapes = () => import("@/lib/people/schema");

const duplicateShapes = () => import("@/lib/people/duplicates");

type ListFilters = Omit<PeopleFilters, "cursor">;

export const peopleKeys = {
  all: ["people"] as const,
  lists: () => [...peopleKeys.all, "list"] as const,
  list: (filters: ListFilters) => [...peopleKeys.lists(), filters] as const,
  details: () => [...peopleKeys.all, "detail"] as const,
  detail: (id: string) => [...peopleKeys.details(), id] as const,
  record: (id: string) => [...peopleKeys.detail(id), "record"] as const,
  duplicates: () => [...peopleKeys.all, "duplicates"] as const,
  merge: (survivorId: string, absorbedId: string) => [...peopleKeys.all, "merge", survivorId, absorbedId] as const,
  policies: () => [...peopleKeys.all, "policies"] as const,
};

export const peopleQueries = {
  list: (filters: ListFilters) =>
    infiniteQueryOptions({
      queryKey: peopleKeys.list(filters),
      queryFn: ({ pageParam, signal }) =>
        fetchJson(peoplePath(filters, pageParam), async () => (await shapes()).PeoplePage, { signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
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

function peoplePath({ q, phones }: ListFilters, cursor: string | undefined): string {
  const search = new URLSearchParams();
  if (q) search.set("q", q);
  if (phones) search.set("phones", phones);
  if (cursor) search.set("cursor", cursor);
  return `/api/people?${search.toString()}`;
}
