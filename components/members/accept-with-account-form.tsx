"use client";

import { useActionState } from "react";
import { FormRefusal } from "@/components/auth/form-refusal";
import { submitKeepingTyped } from "@/components/auth/submit-keeping-typed";
import { SubmitButton } from "@/components/shared/submit-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { acceptWithAccountAction } from "@/lib/members/actions";

/** Signs in and joins in one step: also for an account that belongs to no workspace at the moment. */
export function AcceptWithAccountForm({ token, email }: { token: string; email: string | null }) {
  const [state, submit, isPending] = useActionState(acceptWithAccountAction, null);
  const error = state?.ok === false ? state.error : null;
  return (
    <form action={submit} onSubmit={submitKeepingTyped(submit)} className="grid gap-4">
      {error && <FormRefusal title="You did not join" error={error} />}
      <input type="hidden" name="token" value={token} />
      <Field label="Email" required error={error?.fields?.["email"]}>
        <Input
          name="email"
          type="email"
          autoComplete="username"
          autoFocus
          maxLength={254}
          defaultValue={email ?? ""}
          readOnly={email !== null}
        />
      </Field>
      <Field label="Password" required error={error?.fields?.["password"]}>
        <Input name="password" type="password" autoComplete="current-password" maxLength={1000} />
      </Field>
      <SubmitButton isPending={isPending} pendingLabel="Joining" size="lg">
        Sign in and join
      </SubmitButton>
    </form>
  );
}
