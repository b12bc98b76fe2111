import { infiniteQueryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";
import type { SuppressionFilters } from "@/lib/suppressions/schema";

type View = Omit<SuppressionFilters, "cursor">;

export const suppressionKeys = {
  all: ["suppressions"] as const,
  list: (view: View) => [...suppressionKeys.all, "list", view] as const,
};

export const suppressionQueries = {
  list: (view: View) =>
    infiniteQueryOptions({
      queryKey: suppressionKeys.list(view),
      queryFn: ({ pageParam, signal }) => {
        const given = Object.entries({ ...view, cursor: pageParam }).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value]],
        );
        return fetchJson(
          `/api/suppressions?${new URLSearchParams(given).toString()}`,
          async () => (await import("@/lib/suppressions/schema")).SuppressionPage,
          { signal },
        );
      },
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
};
