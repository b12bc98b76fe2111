"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "@/components/ui/toast";
import { memberKeys } from "@/lib/members/queries";
import type { Result } from "@/lib/result/result";

export type MemberChange<T = unknown> = {
  change: () => Promise<Result<T>>;
  /** Said when it is done: "Rita is a reviewer now". */
  done?: string;
  description?: string;
  /** Offered in the toast, where it is cheap. */
  undo?: MemberChange;
  onDone?: (value: T) => void;
};

/** Makes one change of a member or an invitation and says in a toast what came of it. The list is read again either way. */
export function useMemberChange() {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ change }: MemberChange) => change(),
    onSuccess: (result, { done, description, undo, onDone }) => {
      if (!result.ok) {
        const { message, reference } = result.error;
        showToast({
          tone: "error",
          title: "Nothing was changed",
          description: `${message} Reference ${reference}.`,
        });
        return;
      }
      const again = undo && { label: "Undo", onClick: () => mutation.mutate(undo) };
      if (done) {
        showToast({
          tone: "success",
          title: done,
          ...(description && { description }),
          ...(again && { action: again, durationMs: 10_000 }),
        });
      }
      onDone?.(result.value);
    },
    onError: () => {
      showToast({
        tone: "error",
        title: "The server did not answer",
        description: "See what stands before you try again.",
      });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: memberKeys.all }),
  });
  return mutation;
}
