import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";
import type { ViewFilters } from "@/lib/views/schema";

export const viewKeys = {
  all: ["views"] as const,
  list: (screen: ViewFilters["screen"]) => [...viewKeys.all, screen] as const,
};

export const viewQueries = {
  list: (screen: ViewFilters["screen"]) =>
    queryOptions({
      queryKey: viewKeys.list(screen),
      queryFn: ({ signal }) =>
        fetchJson(`/api/views?screen=${screen}`, async () => (await import("@/lib/views/schema")).SavedViewList, {
          signal,
        }),
    }),
};
