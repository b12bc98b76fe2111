"use client";

import { useChange } from "@/components/shared/use-change";
import { creditKeys } from "@/lib/credits/queries";
import { approvalKeys } from "@/lib/lookups/queries";
import { runKeys } from "@/lib/runs/queries";

/** Changes a run; the run, its rows and the list are read again. */
export function useRunChange(runId: string) {
  const run = [runKeys.detail(runId), runKeys.rowsOf(runId), runKeys.lists(), runKeys.waiting()];
  return useChange([...run, creditKeys.all, approvalKeys.count()]);
}
