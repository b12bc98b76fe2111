import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";

const shapes = () => import("@/lib/tags/schema");

export const tagKeys = {
  all: ["tags"] as const,
  list: () => [...tagKeys.all, "list"] as const,
  people: () => [...tagKeys.all, "person"] as const,
  ofPerson: (personId: string) => [...tagKeys.people(), personId] as const,
};

export const tagQueries = {
  list: () =>
    queryOptions({
      queryKey: tagKeys.list(),
      queryFn: ({ signal }) => fetchJson("/api/tags", async () => (await shapes()).TagList, { signal }),
    }),
  ofPerson: (personId: string) =>
    queryOptions({
      queryKey: tagKeys.ofPerson(personId),
      queryFn: ({ signal }) =>
        fetchJson(`/api/people/${encodeURIComponent(personId)}/tags`, async () => (await shapes()).PersonTags, {
          signal,
        }),
    }),
};
