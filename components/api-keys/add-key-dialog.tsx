"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useForm } from "react-hook-form";
import { SubmitButton } from "@/components/shared/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { showToast } from "@/components/ui/toast";
import { addApiKeyAction } from "@/lib/api-keys/actions";
import { apiKeyKeys } from "@/lib/api-keys/queries";
import type { AddApiKeyInput } from "@/lib/api-keys/schema";

type AddKeyDialogProps = { onClose: () => void };

export function AddKeyDialog({ onClose }: AddKeyDialogProps) {
  const formId = useId();
  const { add, refusal } = useAddKey(onClose);
  const { register, handleSubmit, setError, formState } = useForm<AddApiKeyInput>({
    defaultValues: { name: "", key: "" },
  });
  const errors = formState.errors;
  const submit = handleSubmit(async (input) => {
    const result = await add.mutateAsync(input).catch(() => null);
    if (!result || result.ok) return;
    for (const name of ["name", "key"] as const) {
      const message = result.error.fields?.[name];
      if (message) setError(name, { message }, { shouldFocus: true });
    }
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <DialogContent
        title="Add an API key"
        description="It is tested at once, which costs nothing, and then kept sealed: nobody can read it again, here or in the database."
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton form={formId} isPending={add.isPending} pendingLabel="Adding and testing">
              Add key
            </SubmitButton>
          </>
        }
      >
        <form id={formId} className="grid gap-4" noValidate onSubmit={(event) => void submit(event)}>
          {refusal && (
            <Alert tone="danger" title="The key was not added">
              {refusal}
            </Alert>
          )}
          <Field label="Name" required error={errors.name?.message} help="How your team tells keys apart.">
            <Input {...register("name")} autoComplete="off" placeholder="Sales, main account" maxLength={60} />
          </Field>
          <Field
            label="API key"
            required
            error={errors.key?.message}
            help="In Apollo: Settings, Integrations, API, API keys. A master key can do everything that Perihelion asks."
          >
            <Input {...register("key")} type="password" autoComplete="off" spellCheck={false} data-1p-ignore="" />
          </Field>
        </form>
      </DialogContent>
    </Dialog>
  );
}

const LOST = "The server did not answer. Look at the list before you try again: the key may have been stored.";

function useAddKey(onAdded: () => void) {
  const queryClient = useQueryClient();
  const add = useMutation({
    mutationFn: (input: AddApiKeyInput) => addApiKeyAction(input),
    onSuccess: (result, { name }) => {
      if (!result.ok) return;
      showToast({ tone: "success", title: `Added: ${name}`, description: "What the test found stands in the list." });
      onAdded();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: apiKeyKeys.all }),
  });
  const error = add.data?.ok === false ? add.data.error : null;
  const whole = error && !error.fields ? `${error.message} Reference ${error.reference}.` : null;
  return { add, refusal: add.isError ? LOST : whole };
}
