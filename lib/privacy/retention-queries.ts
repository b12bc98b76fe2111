import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";

/** While a run is under way its figures move. */
const WATCH_MS = 1000;

export const retentionKeys = { all: ["retention"] as const };

export const retentionQueries = {
  overview: () =>
    queryOptions({
      queryKey: retentionKeys.all,
      queryFn: ({ signal }) =>
        fetchJson(
          "/api/privacy/retention",
          async () => (await import("@/lib/privacy/retention-overview")).RetentionOverview,
          { signal },
        ),
      refetchInterval: ({ state }) => (state.data?.running ? WATCH_MS : false),
    }),
};
