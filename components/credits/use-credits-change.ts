"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FieldValues, Path, UseFormSetError } from "react-hook-form";
import { showToast } from "@/components/ui/toast";
import { creditKeys } from "@/lib/credits/queries";
import type { Result } from "@/lib/result/result";

type CreditsChange<Input, Typed extends FieldValues> = {
  change: (input: Input) => Promise<Result<unknown>>;
  /** Said when it is done. */
  done: string;
  setError: UseFormSetError<Typed>;
};

const LOST = "The server did not answer. See what stands before you try again.";

/**
 * Saves what a form of budgets holds. What the server refuses of a field stands at the field; `refusal` is what it says of
 * the whole.
 */
export function useCreditsChange<Input, Typed extends FieldValues>({
  change,
  done,
  setError,
}: CreditsChange<Input, Typed>) {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: change,
    onSuccess: (result) => {
      if (result.ok) showToast({ tone: "success", title: done });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: creditKeys.all }),
  });
  /** True once it is saved. */
  const save = async (input: Input): Promise<boolean> => {
    const result = await mutation.mutateAsync(input).catch(() => null);
    if (result === null || result.ok) return result?.ok === true;
    Object.entries(result.error.fields ?? {}).forEach(([name, message], index) => {
      setError(name as Path<Typed>, { message }, { shouldFocus: index === 0 });
    });
    return false;
  };
  const error = mutation.data?.ok === false ? mutation.data.error : null;
  const whole = error && !error.fields ? `${error.message} Reference ${error.reference}.` : null;
  return { save, refusal: mutation.isError ? LOST : whole, isPending: mutation.isPending };
}
