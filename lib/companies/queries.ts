import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { CompanyView } from "@/lib/companies/filters";
import { fetchJson } from "@/lib/http/fetch-json";
import { joinValues } from "@/lib/http/joined-values";

const shapes = () => import("@/lib/companies/schema");

export const companyKeys = {
  all: ["companies"] as const,
  lists: () => [...companyKeys.all, "list"] as const,
  list: (view: CompanyView) => [...companyKeys.lists(), view] as const,
  facets: () => [...companyKeys.all, "facets"] as const,
  detail: (id: string) => [...companyKeys.all, "detail", id] as const,
};

export const companyQueries = {
  list: (view: CompanyView) =>
    infiniteQueryOptions({
      queryKey: companyKeys.list(view),
      queryFn: ({ pageParam, signal }) =>
        fetchJson(
          `/api/companies?${writeView({ ...view, ...(pageParam && { cursor: pageParam }) })}`,
          async () => (await shapes()).CompanyPage,
          { signal },
        ),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  facets: () =>
    queryOptions({
      queryKey: companyKeys.facets(),
      queryFn: ({ signal }) =>
        fetchJson("/api/companies/facets", async () => (await shapes()).CompanyFacets, { signal }),
    }),
  detail: (id: string) =>
    queryOptions({
      queryKey: companyKeys.detail(id),
      queryFn: ({ signal }) =>
        fetchJson(`/api/companies/${encodeURIComponent(id)}`, async () => (await shapes()).CompanyDetailDto, {
          signal,
        }),
    }),
};

/** As an address holds it, without the question mark. */
function writeView(view: CompanyView & { cursor?: string }): string {
  const given = Object.entries(view).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? joinValues(value) : value;
    return text ? [[name, text]] : [];
  });
  return new URLSearchParams(given).toString();
}
