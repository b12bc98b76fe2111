"use client";

import { useMutation, useQueryClient, type QueryKey } from "@tanstack/react-query";
import { showToast } from "@/components/ui/toast";
import type { Result } from "@/lib/result/result";

const UNDO_SHOWN_MS = 10_000;

export type Change<T = unknown> = {
  change: () => Promise<Result<T>>;
  /** Said when it is done. */
  done?: string;
  /** Offered in the toast. */
  undo?: (value: T) => Change;
};

/** Makes one change and says in a toast what came of it. What shows it is read again either way. */
export function useChange(keys: readonly QueryKey[]) {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ change }: Change) => change(),
    onSuccess: (result, { done, undo }) => {
      if (!result.ok) {
        const { message, reference, fields } = result.error;
        const why = Object.values(fields ?? {})[0] ?? message;
        showToast({ tone: "error", title: "Nothing was changed", description: `${why} Reference ${reference}.` });
        return;
      }
      if (!done) return;
      const again = undo && {
        action: { label: "Undo", onClick: () => mutation.mutate(undo(result.value)) },
        durationMs: UNDO_SHOWN_MS,
      };
      showToast({ tone: "success", title: done, ...again });
    },
    onError: () => {
      const description = "See what stands before you try again.";
      showToast({ tone: "error", title: "The server did not answer", description });
    },
    onSettled: () => Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  });
  return {
    isPending: mutation.isPending,
    /** The answer, or null where none came. */
    make: async <T>(change: Change<T>): Promise<Result<T> | null> => {
      const result = await mutation.mutateAsync(change as Change).catch(() => null);
      return result as Result<T> | null;
    },
  };
}
