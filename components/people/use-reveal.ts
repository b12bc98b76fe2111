"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { UseFormSetError } from "react-hook-form";
import { activityKeys } from "@/lib/activity/queries";
import { deliveryKeys } from "@/lib/deliveries/queries";
import { lookupKeys } from "@/lib/lookups/queries";
import { noteKeys, taskKeys } from "@/lib/notes/queries";
import { revealPhoneAction } from "@/lib/people/actions";
import { peopleKeys } from "@/lib/people/queries";
import type { RevealPhoneInput } from "@/lib/people/schema";

type Typed = { reason: RevealPhoneInput["reason"] | ""; note: string };

/** What may show a covered number: values, bodies, and what members wrote. */
const COVERING = [
  ...[peopleKeys.all, lookupKeys.details(), deliveryKeys.details()],
  ...[noteKeys.all, taskKeys.all, activityKeys.all],
];

const LOST = "The server did not answer. Try again.";

/** Opens a number to the viewer. Wherever it stands covered it is read again. */
export function useReveal(setError: UseFormSetError<Typed>) {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: revealPhoneAction,
    onSuccess: (result) =>
      result.ok && Promise.all(COVERING.map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  });
  /** True once it is open. */
  const reveal = async (input: RevealPhoneInput): Promise<boolean> => {
    const result = await mutation.mutateAsync(input).catch(() => null);
    if (result === null || result.ok) return result?.ok === true;
    const { reason, note } = result.error.fields ?? {};
    if (reason) setError("reason", { message: reason }, { shouldFocus: true });
    if (note) setError("note", { message: note }, { shouldFocus: true });
    return false;
  };
  const error = mutation.data?.ok === false && !mutation.data.error.fields ? mutation.data.error : null;
  const refusal = error && `${error.message} Reference ${error.reference}.`;
  return { reveal, refusal: mutation.isError ? LOST : refusal, isPending: mutation.isPending };
}
