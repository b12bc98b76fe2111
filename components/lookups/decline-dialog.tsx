"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { FormDialog } from "@/components/shared/form-dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { showToast } from "@/components/ui/toast";
import { declineApprovalAction } from "@/lib/lookups/actions";
import { REASON_LENGTH_MAX } from "@/lib/lookups/approval";
import type { WaitingApproval } from "@/lib/lookups/approval-queue";
import { approvalKeys, lookupKeys } from "@/lib/lookups/queries";

type DeclineDialogProps = { request: WaitingApproval; onDeclined: () => void; onClose: () => void };

/** Asks for the word that the rep will read. */
export function DeclineDialog({ request: { lookupId, label, who }, onDeclined, onClose }: DeclineDialogProps) {
  const { register, handleSubmit, setError, setFocus, formState } = useForm({ defaultValues: { reason: "" } });
  const { decline, refusal, isPending } = useDecline();
  const submit = handleSubmit(async ({ reason }) => {
    const result = await decline({ lookupId, reason });
    if (result?.ok) {
      showToast({ tone: "success", title: "Declined", description: `${who.name} reads why.` });
      onClose();
      onDeclined();
    }
    const wrong = result?.ok === false ? result.error.fields?.["reason"] : undefined;
    if (wrong) setError("reason", { message: wrong }, { shouldFocus: true });
  });
  return (
    <FormDialog
      title="Decline this lookup?"
      description={`${label}, for ${who.name}. Nothing is sent and nothing is spent.`}
      submit="Decline"
      pending="Declining"
      isPending={isPending}
      refusal={{ title: "It was not declined", sentence: refusal }}
      onOpenAutoFocus={(event) => {
        event.preventDefault();
        setFocus("reason");
      }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="Why" required error={formState.errors.reason?.message} help={`${who.name} reads it.`}>
        <Textarea {...register("reason")} maxLength={REASON_LENGTH_MAX} />
      </Field>
    </FormDialog>
  );
}

const LOST = "The server did not answer. Look again before you retry.";

function useDecline() {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: declineApprovalAction,
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: approvalKeys.all }),
        queryClient.invalidateQueries({ queryKey: lookupKeys.all }),
      ]),
  });
  const error = mutation.data?.ok === false && !mutation.data.error.fields ? mutation.data.error.message : null;
  return {
    decline: (input: { lookupId: string; reason: string }) => mutation.mutateAsync(input).catch(() => null),
    refusal: mutation.isError ? LOST : error,
    isPending: mutation.isPending,
  };
}
