import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";

const shapes = () => import("@/lib/notes/schema");

export const noteKeys = {
  all: ["notes"] as const,
  ofPerson: (personId: string) => [...noteKeys.all, personId] as const,
};

export const taskKeys = {
  all: ["tasks"] as const,
  ofPerson: (personId: string) => [...taskKeys.all, "person", personId] as const,
  mine: () => [...taskKeys.all, "mine"] as const,
  counts: () => [...taskKeys.all, "counts"] as const,
  /** The counts name days, so another day is another question. */
  countsOn: (utcDay: string) => [...taskKeys.counts(), utcDay] as const,
  assignees: () => [...taskKeys.all, "assignees"] as const,
};

export const noteQueries = {
  ofPerson: (personId: string) =>
    infiniteQueryOptions({
      queryKey: noteKeys.ofPerson(personId),
      queryFn: ({ pageParam, signal }) =>
        fetchJson(notesPath(personId, pageParam), async () => (await shapes()).NotesPage, { signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
};

function notesPath(person: string, cursor: string | undefined): string {
  return `/api/notes?${new URLSearchParams({ person, ...(cursor && { cursor }) }).toString()}`;
}

export const taskQueries = {
  ofPerson: (personId: string) =>
    queryOptions({
      queryKey: taskKeys.ofPerson(personId),
      queryFn: ({ signal }) =>
        fetchJson(`/api/tasks?person=${encodeURIComponent(personId)}`, async () => (await shapes()).PersonTasks, {
          signal,
        }),
    }),
  mine: () =>
    queryOptions({
      queryKey: taskKeys.mine(),
      queryFn: ({ signal }) => fetchJson("/api/tasks/mine", async () => (await shapes()).MyTasks, { signal }),
    }),
  countsOn: (utcDay: string) =>
    queryOptions({
      queryKey: taskKeys.countsOn(utcDay),
      queryFn: ({ signal }) => fetchJson("/api/tasks/overdue", async () => (await shapes()).OverdueCounts, { signal }),
    }),
  assignees: () =>
    queryOptions({
      queryKey: taskKeys.assignees(),
      queryFn: ({ signal }) => fetchJson("/api/tasks/assignees", async () => (await shapes()).Assignees, { signal }),
    }),
};
