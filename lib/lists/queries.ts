import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";

const shapes = () => import("@/lib/lists/schema");

export const listKeys = {
  all: ["lists"] as const,
  overview: () => [...listKeys.all, "overview"] as const,
  detail: (id: string) => [...listKeys.all, "detail", id] as const,
  people: () => [...listKeys.all, "person"] as const,
  ofPerson: (personId: string) => [...listKeys.people(), personId] as const,
};

export const listQueries = {
  overview: () =>
    queryOptions({
      queryKey: listKeys.overview(),
      queryFn: ({ signal }) => fetchJson("/api/lists", async () => (await shapes()).ListOverview, { signal }),
    }),
  detail: (id: string) =>
    queryOptions({
      queryKey: listKeys.detail(id),
      queryFn: ({ signal }) =>
        fetchJson(`/api/lists/${encodeURIComponent(id)}`, async () => (await shapes()).ListDto, { signal }),
    }),
  ofPerson: (personId: string) =>
    queryOptions({
      queryKey: listKeys.ofPerson(personId),
      queryFn: ({ signal }) =>
        fetchJson(`/api/people/${encodeURIComponent(personId)}/lists`, async () => (await shapes()).PersonLists, {
          signal,
        }),
    }),
};
