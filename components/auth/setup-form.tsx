"use client";

import { useActionState } from "react";
import { FormRefusal } from "@/components/auth/form-refusal";
import { PasswordField } from "@/components/auth/password-field";
import { submitKeepingTyped } from "@/components/auth/submit-keeping-typed";
import { SubmitButton } from "@/components/shared/submit-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { completeSetupAction } from "@/lib/workspaces/actions";

export function SetupForm({ token }: { token: string }) {
  const [state, submit, isPending] = useActionState(completeSetupAction, null);
  const error = state?.ok === false ? state.error : null;
  return (
    <form action={submit} onSubmit={submitKeepingTyped(submit)} className="grid gap-4">
      <header className="grid gap-1">
        <h1 className="text-lg font-semibold">Create the first admin</h1>
        <p className="text-sm text-muted-foreground">
          Admins keep keys, members and budgets. This link works once; the practice workspace is ready behind it.
        </p>
      </header>
      {error && <FormRefusal title="The admin was not created" error={error} />}
      <input type="hidden" name="token" value={token} />
      <Field label="Name" required error={error?.fields?.["name"]}>
        <Input name="name" autoComplete="name" autoFocus maxLength={100} />
      </Field>
      <Field label="Email" required error={error?.fields?.["email"]}>
        <Input name="email" type="email" autoComplete="username" maxLength={254} />
      </Field>
      <PasswordField answer={error} />
      <SubmitButton isPending={isPending} pendingLabel="Creating the admin" size="lg">
        Create admin
      </SubmitButton>
    </form>
  );
}
