"use client";

import { useActionState } from "react";
import { FormRefusal } from "@/components/auth/form-refusal";
import { PasswordField } from "@/components/auth/password-field";
import { submitKeepingTyped } from "@/components/auth/submit-keeping-typed";
import { SubmitButton } from "@/components/shared/submit-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { resetPasswordAction } from "@/lib/members/actions";

export function ResetPasswordForm({ token, name, email }: { token: string; name: string; email: string }) {
  const [state, submit, isPending] = useActionState(resetPasswordAction, null);
  const error = state?.ok === false ? state.error : null;
  return (
    <form action={submit} onSubmit={submitKeepingTyped(submit)} className="grid gap-4">
      <header className="grid gap-1">
        <h1 className="text-lg font-semibold">A new password, {name}</h1>
        <p className="text-sm text-muted-foreground">
          This link works once. Every session that is open ends; this browser is signed in.
        </p>
      </header>
      {error && <FormRefusal title="The password was not set" error={error} />}
      <input type="hidden" name="token" value={token} />
      <Field label="Email">
        <Input name="email" type="email" autoComplete="username" defaultValue={email} readOnly />
      </Field>
      <PasswordField label="New password" answer={error} />
      <SubmitButton isPending={isPending} pendingLabel="Setting the password" size="lg">
        Set password
      </SubmitButton>
    </form>
  );
}
