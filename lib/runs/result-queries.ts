import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";

export const runResultKeys = {
  /** Of all that is asked about runs. */
  runs: ["runs"] as const,
  undo: (runId: string) => [...runResultKeys.runs, "undo", runId] as const,
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
