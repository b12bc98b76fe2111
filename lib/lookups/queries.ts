import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";
import type { HistoryView } from "@/lib/lookups/history-view";
import type { RefreshWish } from "@/lib/lookups/refresh";
import type { RequestLookupInput } from "@/lib/lookups/schema";
import type { PeopleSelection } from "@/lib/people/filters";

const shapes = () => import("@/lib/lookups/schema");

const changeShapes = () => import("@/lib/lookups/changes");

export const lookupKeys = {
  all: ["lookups"] as const,
  lists: () => [...lookupKeys.all, "list"] as const,
  list: (view: HistoryView) => [...lookupKeys.lists(), view] as const,
  counts: () => [...lookupKeys.all, "count"] as const,
  count: (view: HistoryView) => [...lookupKeys.counts(), view] as const,
  places: () => [...lookupKeys.all, "place"] as const,
  place: (id: string, view: HistoryView) => [...lookupKeys.places(), id, view] as const,
  details: () => [...lookupKeys.all, "detail"] as const,
  detail: (id: string) => [...lookupKeys.details(), id] as const,
  changes: () => [...lookupKeys.all, "changes"] as const,
  changesOf: (id: string) => [...lookupKeys.changes(), id] as const,
  pending: () => [...lookupKeys.all, "pending"] as const,
  previews: () => [...lookupKeys.all, "preview"] as const,
  askers: () => [...lookupKeys.all, "askers"] as const,
  refreshSheets: () => [...lookupKeys.all, "refresh-sheet"] as const,
  keysUsed: () => [...lookupKeys.all, "keys"] as const,
  firstRun: () => [...lookupKeys.all, "first-run"] as const,
};

export const approvalKeys = {
  all: ["approvals"] as const,
  queue: () => [...approvalKeys.all, "queue"] as const,
  count: () => [...approvalKeys.all, "count"] as const,
};

/** Of its own root: what was told of an absence is not told anew with every lookup that changes. */
export const arrivalKeys = { own: () => ["arrivals"] as const };

const PREVIEW_FRESH_MS = 10_000;

export const lookupQueries = {
  list: (view: HistoryView) =>
    infiniteQueryOptions({
      queryKey: lookupKeys.list(view),
      queryFn: ({ pageParam, signal }) =>
        fetchJson(
          `/api/lookups${searchText({ ...view, cursor: pageParam })}`,
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
  count: (view: HistoryView) =>
    queryOptions({
      queryKey: lookupKeys.count(view),
      queryFn: ({ signal }) =>
        fetchJson(`/api/lookups/count${searchText(view)}`, async () => (await shapes()).LookupCount, { signal }),
    }),
  place: (id: string, view: HistoryView) =>
    queryOptions({
      queryKey: lookupKeys.place(id, view),
      queryFn: ({ signal }) =>
        fetchJson(
          `/api/lookups/${encodeURIComponent(id)}/place${searchText(view)}`,
          async () => (await import("@/lib/lookups/review")).LookupPlace,
          { signal },
        ),
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
  refreshSheet: (selection: PeopleSelection, wish: RefreshWish) =>
    queryOptions({
      queryKey: [...lookupKeys.refreshSheets(), selection, wish],
      queryFn: ({ signal }) =>
        fetchJson(
          `/api/lookups/refresh-sheet${searchText({ selection: JSON.stringify(selection), wish: JSON.stringify(wish) })}`,
          async () => (await import("@/lib/lookups/refresh")).RefreshSheet,
          { signal },
        ),
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
  keysUsed: () =>
    queryOptions({
      queryKey: lookupKeys.keysUsed(),
      queryFn: ({ signal }) => fetchJson("/api/lookups/keys", async () => (await shapes()).Members, { signal }),
    }),
  arrivals: () =>
    queryOptions({
      queryKey: arrivalKeys.own(),
      queryFn: ({ signal }) =>
        fetchJson("/api/lookups/arrivals", async () => (await import("@/lib/lookups/arrivals")).Arrivals, { signal }),
      staleTime: Infinity,
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
