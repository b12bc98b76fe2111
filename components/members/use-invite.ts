"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { UseFormSetError } from "react-hook-form";
import type { Role } from "@/lib/auth/viewer";
import { inviteMemberAction } from "@/lib/members/actions";
import { memberKeys } from "@/lib/members/queries";

export type TypedInvitation = { name: string; email: string; role: Role; isForPracticeToo: boolean };

const LOST = "The server did not answer. Look at the list before you try again: the invitation may stand there.";

/** Sends the form. What the server refuses of a field stands at the field; `refusal` is what it says of the whole. */
export function useInvite(setError: UseFormSetError<TypedInvitation>) {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: (typed: TypedInvitation) => inviteMemberAction(typed),
    onSettled: () => queryClient.invalidateQueries({ queryKey: memberKeys.all }),
  });
  /** The link; null when there is none. */
  const invite = async (typed: TypedInvitation) => {
    const result = await mutation.mutateAsync(typed).catch(() => null);
    if (!result || result.ok) return result?.value ?? null;
    for (const name of ["name", "email"] as const) {
      const message = result.error.fields?.[name];
      if (message) setError(name, { message }, { shouldFocus: true });
    }
    return null;
  };
  const error = mutation.data?.ok === false ? mutation.data.error : null;
  const whole = error && !error.fields ? `${error.message} Reference ${error.reference}.` : null;
  return { invite, refusal: mutation.isError ? LOST : whole, isPending: mutation.isPending };
}
