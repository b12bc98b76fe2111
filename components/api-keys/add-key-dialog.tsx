"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { FormDialog } from "@/components/shared/form-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { showToast } from "@/components/ui/toast";
import { addApiKeyAction } from "@/lib/api-keys/actions";
import { apiKeyKeys } from "@/lib/api-keys/queries";
import type { AddApiKeyInput } from "@/lib/api-keys/schema";

type AddKeyDialogProps = { onClose: () => void };

export function AddKeyDialog({ onClose }: AddKeyDialogProps) {
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
    <FormDialog
      title="Add an API key"
      description="It is tested at once, which costs nothing, and then kept sealed: nobody can read it again, here or in the database."
      submit="Add key"
      pending="Adding and testing"
      isPending={add.isPending}
      refusal={{ title: "The key was not added", sentence: refusal }}
      onSubmit={submit}
      onClose={onClose}
    >
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
    </FormDialog>
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
