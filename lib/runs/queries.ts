import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";
import type { RunRowFilters } from "@/lib/runs/schema";

const shapes = () => import("@/lib/runs/schema");

/** Which rows of a run, without a place to go on from. */
export type RunRowView = Omit<RunRowFilters, "after">;

export const runKeys = {
  all: ["runs"] as const,
  lists: () => [...runKeys.all, "list"] as const,
  details: () => [...runKeys.all, "detail"] as const,
  detail: (id: string) => [...runKeys.details(), id] as const,
  rows: () => [...runKeys.all, "rows"] as const,
  rowsOf: (id: string) => [...runKeys.rows(), id] as const,
  rowsIn: (id: string, view: RunRowView) => [...runKeys.rowsOf(id), view] as const,
  undo: (id: string) => [...runKeys.all, "undo", id] as const,
  waiting: () => [...runKeys.all, "waiting"] as const,
};

export const runQueries = {
  list: () =>
    infiniteQueryOptions({
      queryKey: runKeys.lists(),
      queryFn: ({ pageParam, signal }) =>
        fetchJson(`/api/runs${searchText({ cursor: pageParam })}`, async () => (await shapes()).RunPage, { signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  detail: (id: string) =>
    queryOptions({
      queryKey: runKeys.detail(id),
      queryFn: ({ signal }) =>
        fetchJson(`/api/runs/${encodeURIComponent(id)}`, async () => (await shapes()).RunDto, { signal }),
    }),
  rows: (id: string, view: RunRowView) =>
    infiniteQueryOptions({
      queryKey: runKeys.rowsIn(id, view),
      queryFn: ({ pageParam, signal }) =>
        fetchJson(
          `/api/runs/${encodeURIComponent(id)}/rows${searchText({ ...view, after: pageParam })}`,
          async () => (await shapes()).RunRowPage,
          { signal },
        ),
      initialPageParam: undefined as number | undefined,
      getNextPageParam: (page) => page.nextAfter ?? undefined,
    }),
  /** For admins. */
  waiting: () =>
    queryOptions({
      queryKey: runKeys.waiting(),
      queryFn: ({ signal }) =>
        fetchJson("/api/runs/waiting", async () => (await import("@/lib/runs/waiting-run")).WaitingRuns, { signal }),
    }),
  /** What an undo would take back now: never an old answer. */
  undo: (id: string) =>
    queryOptions({
      queryKey: runKeys.undo(id),
      queryFn: ({ signal }) =>
        fetchJson(
          `/api/runs/${encodeURIComponent(id)}/undo`,
          async () => (await import("@/lib/runs/result")).RunUndoSheet,
          { signal },
        ),
      ...{ staleTime: 0, gcTime: 0 },
    }),
};

function searchText(given: Record<string, string | number | undefined>): string {
  const entries = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  const text = new URLSearchParams(entries).toString();
  return text && `?${text}`;
}
