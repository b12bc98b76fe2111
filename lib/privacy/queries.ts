import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";

const shapes = () => import("@/lib/privacy/erasure");

export const erasureKeys = {
  all: ["erasures"] as const,
  list: () => [...erasureKeys.all, "list"] as const,
  detail: (id: string) => [...erasureKeys.all, "detail", id] as const,
};

/** While one is under way its counts grow. */
const WATCHED_EVERY_MS = 1000;

export const erasureQueries = {
  list: () =>
    infiniteQueryOptions({
      queryKey: erasureKeys.list(),
      queryFn: ({ pageParam, signal }) =>
        fetchJson(
          `/api/privacy/erasures${pageParam ? `?cursor=${pageParam}` : ""}`,
          async () => (await shapes()).ErasurePage,
          { signal },
        ),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  detail: (id: string) =>
    queryOptions({
      queryKey: erasureKeys.detail(id),
      queryFn: ({ signal }) =>
        fetchJson(`/api/privacy/erasures/${encodeURIComponent(id)}`, async () => (await shapes()).ErasureDto, {
          signal,
        }),
      refetchInterval: ({ state }) => (state.data?.state === "done" ? false : WATCHED_EVERY_MS),
    }),
};
