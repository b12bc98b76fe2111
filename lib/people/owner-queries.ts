import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";
import { peopleKeys } from "@/lib/people/queries";

const shapes = () => import("@/lib/people/owner");

export const ownerKeys = {
  candidates: () => [...peopleKeys.all, "owners"] as const,
  ofPeople: () => [...peopleKeys.all, "owner"] as const,
  ofPerson: (id: string) => [...ownerKeys.ofPeople(), id] as const,
};

export const ownerQueries = {
  candidates: () =>
    queryOptions({
      queryKey: ownerKeys.candidates(),
      queryFn: ({ signal }) => fetchJson("/api/people/owners", async () => (await shapes()).OwnerList, { signal }),
    }),
  ofPerson: (id: string) =>
    queryOptions({
      queryKey: ownerKeys.ofPerson(id),
      queryFn: ({ signal }) =>
        fetchJson(`/api/people/${encodeURIComponent(id)}/owner`, async () => (await shapes()).PersonOwnerDto, {
          signal,
        }),
    }),
};
