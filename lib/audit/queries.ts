import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { AuditView } from "@/lib/audit/schema";
import { fetchJson } from "@/lib/http/fetch-json";

const shapes = () => import("@/lib/audit/schema");

export const auditKeys = {
  all: ["audit"] as const,
  lists: () => [...auditKeys.all, "list"] as const,
  list: (view: AuditView) => [...auditKeys.lists(), view] as const,
  standing: () => [...auditKeys.all, "standing"] as const,
};

export const auditQueries = {
  list: (view: AuditView) =>
    infiniteQueryOptions({
      queryKey: auditKeys.list(view),
      queryFn: ({ pageParam, signal }) =>
        fetchJson(`/api/audit${searchText({ ...view, cursor: pageParam })}`, async () => (await shapes()).AuditPage, {
          signal,
        }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  standing: () =>
    queryOptions({
      queryKey: auditKeys.standing(),
      queryFn: ({ signal }) => fetchJson("/api/audit/standing", async () => (await shapes()).AuditStanding, { signal }),
    }),
};

/** Where the same view is to be had as a file. */
export const auditExportPath = (view: AuditView): string => `/api/audit/export${searchText(view)}`;

function searchText(values: Record<string, string | undefined>): string {
  const given = Object.entries(values).filter((one): one is [string, string] => Boolean(one[1]));
  const text = new URLSearchParams(given).toString();
  return text && `?${text}`;
}
