"use client";

import { useChange } from "@/components/shared/use-change";
import { creditKeys } from "@/lib/credits/queries";
import { runKeys } from "@/lib/runs/queries";

/** Changes a run; the run, its rows and the list are read again. */
export function useRunChange(runId: string) {
  return useChange([runKeys.detail(runId), runKeys.rowsOf(runId), runKeys.lists(), creditKeys.all]);
}
