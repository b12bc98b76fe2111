"use client";

import { useRef, useState } from "react";
import { PasswordField } from "@/components/auth/password-field";
import { useAccountChange } from "@/components/members/use-account-change";
import { SubmitButton } from "@/components/shared/submit-button";
import { Alert } from "@/components/ui/alert";
import { Card, CardBody, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { changePasswordAction } from "@/lib/members/actions";

/** Uncontrolled, so that no password is kept anywhere but in its field. */
export function PasswordForm({ email, hasPassword }: { email: string; hasPassword: boolean }) {
  const form = useRef<HTMLFormElement>(null);
  // An emptied field is judged anew.
  const [changes, setChanges] = useState(0);
  const { save, error, refusal, isPending } = useAccountChange({
    change: changePasswordAction,
    done: "Password changed. Every other session has ended.",
    onDone: () => {
      form.current?.reset();
      setChanges((count) => count + 1);
    },
  });
  return (
    <form
      ref={form}
      noValidate
      aria-label="Password"
      onSubmit={(event) => {
        event.preventDefault();
        const fields = new FormData(event.currentTarget);
        const text = (name: string) => {
          const value = fields.get(name);
          return typeof value === "string" ? value : "";
        };
        if (!isPending) save({ currentPassword: text("currentPassword"), password: text("password") });
      }}
    >
      <Card>
        <CardHeader>
          <CardTitle>Password</CardTitle>
          <span className="text-xs text-muted-foreground">A change ends every other session</span>
        </CardHeader>
        {hasPassword ? (
          <>
            <CardBody className="grid gap-4">
              {refusal && (
                <Alert tone="danger" title="Your password was not changed">
                  {refusal}
                </Alert>
              )}
              {/* Tells a password manager whose password this is. */}
              <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
              <div className="grid max-w-2xl gap-x-6 gap-y-4 sm:grid-cols-2">
                <Field label="Present password" required error={error?.fields?.["currentPassword"]}>
                  <Input name="currentPassword" type="password" autoComplete="current-password" maxLength={1000} />
                </Field>
                <PasswordField key={changes} label="New password" answer={error?.fields?.["password"] ? error : null} />
              </div>
            </CardBody>
            <CardFooter>
              <SubmitButton variant="secondary" isPending={isPending} pendingLabel="Changing">
                Change password
              </SubmitButton>
            </CardFooter>
          </>
        ) : (
          <CardBody className="text-muted-foreground">
            Your account has no password here. An admin can make you a link to set one.
          </CardBody>
        )}
      </Card>
    </form>
  );
}
