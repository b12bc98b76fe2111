import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";
import type { UsageQuery } from "@/lib/usage/schema";

/** Nothing here changes under someone's eyes; a page that stays open is still not of yesterday. */
const ASK_AGAIN_MS = 60_000;

export const usageKeys = {
  all: ["usage"] as const,
  report: (view: UsageQuery) => [...usageKeys.all, "report", view] as const,
};

export const usageQueries = {
  report: (view: UsageQuery) =>
    queryOptions({
      queryKey: usageKeys.report(view),
      queryFn: ({ signal }) =>
        fetchJson(`/api/usage${searchText(view)}`, async () => (await import("@/lib/usage/usage-report")).UsageReport, {
          signal,
        }),
      refetchInterval: ASK_AGAIN_MS,
    }),
};

/** Where the same days and groups are, for a spreadsheet. */
export const usageCsvPath = (view: UsageQuery): string => `/api/usage/csv${searchText(view)}`;

function searchText(view: UsageQuery): string {
  const given = Object.entries(view).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
}
