import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { fetchJson } from "@/lib/http/fetch-json";
import { LookupDto, LookupPage, Member, PendingCount, type LookupFilters } from "@/lib/lookups/schema";

type ListFilters = Omit<LookupFilters, "cursor">;

export const lookupKeys = {
  all: ["lookups"] as const,
  lists: () => [...lookupKeys.all, "list"] as const,
  list: (filters: ListFilters) => [...lookupKeys.lists(), filters] as const,
  details: () => [...lookupKeys.all, "detail"] as const,
  detail: (id: string) => [...lookupKeys.details(), id] as const,
  pending: () => [...lookupKeys.all, "pending"] as const,
  askers: () => [...lookupKeys.all, "askers"] as const,
};

export const lookupQueries = {
  list: (filters: ListFilters) =>
    infiniteQueryOptions({
      queryKey: lookupKeys.list(filters),
      queryFn: ({ pageParam, signal }) =>
        fetchJson(`/api/lookups${searchText({ ...filters, cursor: pageParam })}`, LookupPage, { signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  detail: (id: string) =>
    queryOptions({
      queryKey: lookupKeys.detail(id),
      queryFn: ({ signal }) => fetchJson(`/api/lookups/${encodeURIComponent(id)}`, LookupDto, { signal }),
    }),
  pending: () =>
    queryOptions({
      queryKey: lookupKeys.pending(),
      queryFn: ({ signal }) => fetchJson("/api/lookups/pending", PendingCount, { signal }),
    }),
  askers: () =>
    queryOptions({
      queryKey: lookupKeys.askers(),
      queryFn: ({ signal }) => fetchJson("/api/lookups/askers", z.array(Member), { signal }),
    }),
};

function searchText(values: LookupFilters): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== "");
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}
