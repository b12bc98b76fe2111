import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";

export const runResultKeys = {
  undo: (runId: string) => ["run-undo", runId] as const,
};

export const runResultQueries = {
  /** What an undo would take back now: never an old answer. */
  undo: (runId: string) =>
    queryOptions({
      queryKey: runResultKeys.undo(runId),
      queryFn: ({ signal }) =>
        fetchJson(
          `/api/runs/${encodeURIComponent(runId)}/undo`,
          async () => (await import("@/lib/runs/result")).RunUndoSheet,
          { signal },
        ),
      staleTime: 0,
      gcTime: 0,
    }),
};
