"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "@/components/ui/toast";
import { accountKeys } from "@/lib/members/queries";
import type { Result } from "@/lib/result/result";

type AccountChange<Input> = {
  change: (input: Input) => Promise<Result<unknown>>;
  /** Said when it is done. */
  done: string;
  onDone?: () => void;
  /** It ends this session too: nothing is left that could be asked for. */
  isLast?: true;
};

const LOST = "The server did not answer. See what stands before you try again.";

/** Changes one's own account. `error` is the server's refusal, of a field or of the whole. */
export function useAccountChange<Input>({ change, done, onDone, isLast }: AccountChange<Input>) {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: change,
    onSuccess: (result) => {
      if (!result.ok) return;
      showToast({ tone: "success", title: done });
      onDone?.();
    },
    onSettled: (result) =>
      isLast && result?.ok ? undefined : queryClient.invalidateQueries({ queryKey: accountKeys.all }),
  });
  const error = mutation.data?.ok === false ? mutation.data.error : null;
  const whole = error && !error.fields ? `${error.message} Reference ${error.reference}.` : null;
  return {
    save: mutation.mutate,
    error,
    refusal: mutation.isError ? LOST : whole,
    isPending: mutation.isPending,
  };
}
