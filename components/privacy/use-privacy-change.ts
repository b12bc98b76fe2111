"use client";

import { useMutation, useQueryClient, type QueryKey } from "@tanstack/react-query";
import type { Result } from "@/lib/result/result";

const LOST = "The server did not answer. See what stands before you try again.";

type PrivacyChange<Input, Answer> = {
  change: (input: Input) => Promise<Result<Answer>>;
  /** Read again afterwards, whatever came of it. */
  rereads: QueryKey;
  onDone: (answer: Answer) => void;
};

/** Does one thing of the privacy pages. `refusals` are what the server says of fields, `refusal` of the whole. */
export function usePrivacyChange<Input, Answer>({ change, rereads, onDone }: PrivacyChange<Input, Answer>) {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: change,
    onSuccess: (result) => {
      if (result.ok) onDone(result.value);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: rereads }),
  });
  const error = mutation.data?.ok === false ? mutation.data.error : null;
  const whole = error && !error.fields ? `${error.message} Reference ${error.reference}.` : null;
  return {
    run: (input: Input) => {
      if (!mutation.isPending) mutation.mutate(input);
    },
    isPending: mutation.isPending,
    refusals: error?.fields ?? {},
    refusal: mutation.isError ? LOST : whole,
  };
}
