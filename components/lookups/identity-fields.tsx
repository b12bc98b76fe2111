"use client";

import { Hash } from "lucide-react";
import type { FieldErrors as FormErrors, UseFormRegister } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { TypedIdentity } from "@/lib/lookups/normalise";
import type { RequestLookupInput } from "@/lib/lookups/schema";

type FieldSpec = {
  name: keyof TypedIdentity;
  label: string;
  help?: string;
  placeholder?: string;
  inputMode?: "email" | "url";
  isWide?: boolean;
};

const FIELDS: readonly FieldSpec[] = [
  { name: "firstName", label: "First name" },
  { name: "lastName", label: "Last name" },
  { name: "fullName", label: "Full name", help: "Instead of first and last." },
  {
    name: "linkedinUrl",
    label: "LinkedIn URL",
    inputMode: "url",
    placeholder: "linkedin.com/in/…",
    help: "A profile, not a company.",
  },
  { name: "companyName", label: "Company name", help: "Now or earlier." },
  {
    name: "companyDomain",
    label: "Company domain",
    help: "Without www or @.",
    placeholder: "acme.com",
    inputMode: "url",
  },
  { name: "email", label: "Email", inputMode: "email", placeholder: "name@company.com", isWide: true },
  { name: "hashedEmail", label: "Hashed email", help: "MD5 or SHA-256." },
  { name: "apolloId", label: "Apollo ID", help: "24 characters." },
];

type IdentityFieldsProps = {
  register: UseFormRegister<RequestLookupInput>;
  errors: FormErrors<RequestLookupInput>;
  onHashEmail: () => void;
};

/** Every identifying parameter of the endpoint. */
export function IdentityFields({ register, errors, onHashEmail }: IdentityFieldsProps) {
  return (
    <div className="grid gap-x-3 gap-y-2.5 sm:grid-cols-2">
      {FIELDS.map(({ name, label, help, placeholder, inputMode, isWide }) => (
        <Field
          key={name}
          label={label}
          help={help}
          error={errors[name]?.message}
          className={isWide ? "sm:col-span-2" : ""}
          aside={name === "email" ? <HashButton onClick={onHashEmail} /> : undefined}
        >
          <Input
            autoComplete="off"
            spellCheck={false}
            placeholder={placeholder}
            inputMode={inputMode ?? "text"}
            {...register(name)}
          />
        </Field>
      ))}
    </div>
  );
}

function HashButton({ onClick }: { onClick: () => void }) {
  return (
    <Button variant="link" size="sm" className="text-xs text-muted-foreground" onClick={onClick}>
      <Hash aria-hidden /> Hash it here, send only the hash
    </Button>
  );
}
