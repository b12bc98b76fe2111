"use client";

import { useActionState } from "react";
import { FormRefusal } from "@/components/auth/form-refusal";
import { submitKeepingTyped } from "@/components/auth/submit-keeping-typed";
import { SubmitButton } from "@/components/shared/submit-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { signInAction } from "@/lib/workspaces/actions";

type SignInFormProps = {
  /** The path to go on to. */
  next: string;
  /** Why the browser was sent back here; the form's own answers replace it. */
  refusal: string | null;
};

export function SignInForm({ next, refusal }: SignInFormProps) {
  const [state, submit, isPending] = useActionState(signInAction, null);
  const error = state?.ok === false ? state.error : null;
  return (
    <form action={submit} onSubmit={submitKeepingTyped(submit)} className="grid gap-4">
      <h1 className="text-lg font-semibold">Sign in</h1>
      {error && <FormRefusal title="You are not signed in" error={error} />}
      {!state && refusal !== null && <FormRefusal title="You are not signed in" error={{ message: refusal }} />}
      <input type="hidden" name="next" value={next} />
      <Field label="Email" required error={error?.fields?.["email"]}>
        <Input name="email" type="email" autoComplete="username" autoFocus maxLength={254} />
      </Field>
      <Field label="Password" required error={error?.fields?.["password"]}>
        <Input name="password" type="password" autoComplete="current-password" maxLength={1000} />
      </Field>
      <SubmitButton isPending={isPending} pendingLabel="Signing in" size="lg">
        Sign in
      </SubmitButton>
    </form>
  );
}
