import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";
import type { LookupFilters, RequestLookupInput } from "@/lib/lookups/schema";

const shapes = () => import("@/lib/lookups/schema");

const changeShapes = () => import("@/lib/lookups/changes");

type ListFilters = Omit<LookupFilters, "cursor">;

export const lookupKeys = {
  all: ["lookups"] as const,
  lists: () => [...lookupKeys.all, "list"] as const,
  list: (filters: ListFilters) => [...lookupKeys.lists(), filters] as const,
  details: () => [...lookupKeys.all, "detail"] as const,
  detail: (id: string) => [...lookupKeys.details(), id] as const,
  changes: () => [...lookupKeys.all, "changes"] as const,
  changesOf: (id: string) => [...lookupKeys.changes(), id] as const,
  pending: () => [...lookupKeys.all, "pending"] as const,
  previews: () => [...lookupKeys.all, "preview"] as const,
  askers: () => [...lookupKeys.all, "askers"] as const,
  firstRun: () => [...lookupKeys.all, "first-run"] as const,
};

export const approvalKeys = {
  all: ["approvals"] as const,
  queue: () => [...approvalKeys.all, "queue"] as const,
  count: () => [...approvalKeys.all, "count"] as const,
};

const PREVIEW_FRESH_MS = 10_000;

export const lookupQueries = {
  list: (filters: ListFilters) =>
    infiniteQueryOptions({
      queryKey: lookupKeys.list(filters),
      queryFn: ({ pageParam, signal }) =>
        fetchJson(
          `/api/lookups${searchText({ ...filters, cursor: pageParam })}`,
          async () => (await shapes()).LookupPage,
          { signal },
        ),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  detail: (id: string) =>
    queryOptions({
      queryKey: lookupKeys.detail(id),
      queryFn: ({ signal }) =>
        fetchJson(`/api/lookups/${encodeURIComponent(id)}`, async () => (await shapes()).LookupDto, { signal }),
    }),
  changes: (id: string) =>
    queryOptions({
      queryKey: lookupKeys.changesOf(id),
      queryFn: ({ signal }) =>
        fetchJson(`/api/lookups/${encodeURIComponent(id)}/changes`, async () => (await changeShapes()).LookupChanges, {
          signal,
        }),
    }),
  preview: (typed: Omit<RequestLookupInput, "isRefresh">) =>
    queryOptions({
      queryKey: [...lookupKeys.previews(), typed],
      queryFn: ({ signal }) =>
        fetchJson(`/api/lookups/preview${searchText(typed)}`, async () => (await shapes()).LookupPreview, { signal }),
      staleTime: PREVIEW_FRESH_MS,
    }),
  pending: () =>
    queryOptions({
      queryKey: lookupKeys.pending(),
      queryFn: ({ signal }) => fetchJson("/api/lookups/pending", async () => (await shapes()).PendingCount, { signal }),
    }),
  firstRun: () =>
    queryOptions({
      queryKey: lookupKeys.firstRun(),
      queryFn: ({ signal }) => fetchJson("/api/lookups/first-run", async () => (await shapes()).FirstRun, { signal }),
    }),
  askers: () =>
    queryOptions({
      queryKey: lookupKeys.askers(),
      queryFn: ({ signal }) => fetchJson("/api/lookups/askers", async () => (await shapes()).Members, { signal }),
    }),
};

function searchText(values: Record<string, string | boolean | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== "" && value !== false);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}

const approvalShapes = () => import("@/lib/lookups/approval-queue");

export const approvalQueries = {
  queue: () =>
    queryOptions({
      queryKey: approvalKeys.queue(),
      queryFn: ({ signal }) =>
        fetchJson("/api/lookups/approvals", async () => (await approvalShapes()).ApprovalQueue, { signal }),
    }),
  count: () =>
    queryOptions({
      queryKey: approvalKeys.count(),
      queryFn: ({ signal }) =>
        fetchJson("/api/lookups/approvals/count", async () => (await approvalShapes()).ApprovalCount, { signal }),
    }),
};
