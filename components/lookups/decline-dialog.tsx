"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useForm } from "react-hook-form";
import { SubmitButton } from "@/components/shared/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
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
  const formId = useId();
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
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <DialogContent
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          setFocus("reason");
        }}
        title="Decline this lookup?"
        description={`${label}, for ${who.name}. Nothing is sent and nothing is spent.`}
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton form={formId} isPending={isPending} pendingLabel="Declining">
              Decline
            </SubmitButton>
          </>
        }
      >
        <form id={formId} noValidate className="grid gap-4" onSubmit={(event) => void submit(event)}>
          {refusal && (
            <Alert tone="danger" title="It was not declined">
              {refusal}
            </Alert>
          )}
          <Field label="Why" required error={formState.errors.reason?.message} help={`${who.name} reads it.`}>
            <Textarea {...register("reason")} maxLength={REASON_LENGTH_MAX} />
          </Field>
        </form>
      </DialogContent>
    </Dialog>
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
