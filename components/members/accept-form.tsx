"use client";

import { useActionState } from "react";
import { FormRefusal } from "@/components/auth/form-refusal";
import { PasswordField } from "@/components/auth/password-field";
import { submitKeepingTyped } from "@/components/auth/submit-keeping-typed";
import { SubmitButton } from "@/components/shared/submit-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { acceptInvitationAction } from "@/lib/members/actions";

type AcceptFormProps = { token: string; name: string | null; email: string | null };

/** A new account by an invitation. An address that the invitation names cannot be another. */
export function AcceptForm({ token, name, email }: AcceptFormProps) {
  const [state, submit, isPending] = useActionState(acceptInvitationAction, null);
  const error = state?.ok === false ? state.error : null;
  return (
    <form action={submit} onSubmit={submitKeepingTyped(submit)} className="grid gap-4">
      {error && <FormRefusal title="You did not join" error={error} />}
      <input type="hidden" name="token" value={token} />
      <Field label="Name" required error={error?.fields?.["name"]}>
        <Input name="name" autoComplete="name" autoFocus maxLength={100} defaultValue={name ?? ""} />
      </Field>
      <Field
        label="Email"
        required
        error={error?.fields?.["email"]}
        {...(email !== null && { help: "The invitation is for this address." })}
      >
        <Input
          name="email"
          type="email"
          autoComplete="username"
          maxLength={254}
          defaultValue={email ?? ""}
          readOnly={email !== null}
        />
      </Field>
      <PasswordField answer={error} />
      <SubmitButton isPending={isPending} pendingLabel="Joining" size="lg">
        Join
      </SubmitButton>
    </form>
  );
}
