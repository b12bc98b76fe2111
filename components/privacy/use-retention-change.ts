"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "@/components/ui/toast";
import type { Result } from "@/lib/result/result";
import { retentionKeys } from "@/lib/privacy/retention-queries";

const LOST = {
  tone: "error" as const,
  title: "The server did not answer",
  description: "See what stands before you try again.",
};

type RetentionChange<Input> = {
  change: (input: Input) => Promise<Result<unknown>>;
  /** Said when it is done. */
  done: string;
};

/** Changes how long things are kept, or begins a run. What is refused of a field is the form's to show. */
export function useRetentionChange<Input>({ change, done }: RetentionChange<Input>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (result) => {
      if (result.ok) showToast({ tone: "success", title: done });
      else if (!result.error.fields) {
        const description = `${result.error.message} Reference ${result.error.reference}.`;
        showToast({ tone: "error", title: "Nothing was changed", description });
      }
    },
    onError: () => {
      showToast(LOST);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: retentionKeys.all }),
  });
}
