import { infiniteQueryOptions } from "@tanstack/react-query";
import type { ActivityKind } from "@/lib/activity/schema";
import { fetchJson } from "@/lib/http/fetch-json";

export const activityKeys = {
  all: ["activity"] as const,
  ofPerson: (personId: string) => [...activityKeys.all, personId] as const,
  list: (personId: string, kind: ActivityKind | null) => [...activityKeys.ofPerson(personId), kind] as const,
};

export const activityQueries = {
  list: (personId: string, kind: ActivityKind | null) =>
    infiniteQueryOptions({
      queryKey: activityKeys.list(personId, kind),
      queryFn: ({ pageParam, signal }) =>
        fetchJson(
          pathOf({ person: personId, ...(kind && { kind }), ...(pageParam && { cursor: pageParam }) }),
          async () => (await import("@/lib/activity/schema")).ActivityPage,
          { signal },
        ),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
};

const pathOf = (filters: Record<string, string>): string => `/api/activity?${new URLSearchParams(filters).toString()}`;
