"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "@/components/ui/toast";
import type { Result } from "@/lib/result/result";
import { viewKeys } from "@/lib/views/queries";

type ViewChange = {
  change: () => Promise<Result<unknown>>;
  /** Said when it is done; without it what is seen says enough. */
  done?: string;
  undo?: () => Promise<Result<unknown>>;
};

/** Makes one change of a saved view and says what came of it. The views are read again either way. */
export function useViewChange() {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ change }: ViewChange) => change(),
    onSuccess: (result, { done, undo }) => {
      if (!result.ok) {
        const { message, reference } = result.error;
        showToast({ tone: "error", title: "Nothing was changed", description: `${message} Reference ${reference}.` });
        return;
      }
      if (!done) return;
      const again = undo && { label: "Undo", onClick: () => mutation.mutate({ change: undo }) };
      showToast({ tone: "success", title: done, ...(again && { action: again, durationMs: 10_000 }) });
    },
    onError: () => {
      showToast({
        tone: "error",
        title: "The server did not answer",
        description: "See what stands before you try again.",
      });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: viewKeys.all }),
  });
  return mutation;
}
