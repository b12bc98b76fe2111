"use client";

import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { PublicError } from "@/lib/result/result";
import { judgePassword, PASSWORD_MAX, type PasswordStrength, STRENGTH_WORDS } from "@/lib/workspaces/password-rules";

const BARS = { too_short: 0, guessable: 1, fair: 2, strong: 3 } as const satisfies Record<PasswordStrength, number>;

type PasswordFieldProps = {
  label?: string;
  /** The server's last answer. What it says of the password stands until the next one is typed. */
  answer: PublicError | null;
};

/** A new password, judged as it is typed by the rules that the server applies. */
export function PasswordField({ label = "Password", answer }: PasswordFieldProps) {
  const [typed, setTyped] = useState<{ strength: PasswordStrength; after: PublicError | null } | null>(null);
  const strength = typed?.after === answer ? typed.strength : "too_short";
  const error = typed?.after === answer ? undefined : answer?.fields?.["password"];
  return (
    <Field
      label={label}
      required
      error={error}
      aside={<StrengthBars filled={BARS[strength]} />}
      help={error ? undefined : STRENGTH_WORDS[strength]}
    >
      <Input
        name="password"
        type="password"
        autoComplete="new-password"
        maxLength={PASSWORD_MAX}
        onChange={({ currentTarget: { value, form } }) => {
          const email = form ? new FormData(form).get("email") : null;
          setTyped({ strength: judgePassword(value, typeof email === "string" ? email : ""), after: answer });
        }}
      />
    </Field>
  );
}

/** The words under the field say the same, so the bars are for the eye alone. */
function StrengthBars({ filled }: { filled: number }) {
  return (
    <span aria-hidden className="flex gap-1">
      {[1, 2, 3].map((bar) => (
        <span key={bar} className={cn("h-1 w-6 rounded-sm bg-border-strong", bar <= filled && "bg-sun")} />
      ))}
    </span>
  );
}
