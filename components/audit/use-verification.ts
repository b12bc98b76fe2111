"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { fetchVerification, type Progress } from "@/lib/audit/fetch-verification";
import { auditKeys } from "@/lib/audit/queries";

/** Has the whole audit verified, and tells how far that is. */
export function useVerification() {
  const queryClient = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const verification = useMutation({
    mutationFn: () => fetchVerification(setProgress),
    onSettled: () => {
      setProgress(null);
      return queryClient.invalidateQueries({ queryKey: auditKeys.all });
    },
  });
  return {
    progress,
    isRunning: verification.isPending,
    error: verification.error,
    start: () => {
      if (!verification.isPending) verification.mutate();
    },
  };
}
