"use client";

import { Sparkles } from "lucide-react";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { TypedIdentity } from "@/lib/lookups/normalise";
import { readSmartText } from "@/lib/lookups/read-smart-text";

type SmartBoxProps = { initialText: string; onRead: (fields: Partial<TypedIdentity>) => void };

/** One line that fills the full form below it: what it understood stands there, open to correction. */
export function SmartBox({ initialText, onRead }: SmartBoxProps) {
  const [text, setText] = useState(initialText);
  return (
    <Field label="Quick fill" help="An email, LinkedIn URL, hash, Apollo ID or “Name @ company”.">
      <div className="relative">
        <Sparkles aria-hidden className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-sun-ink" />
        <SmartInput
          value={text}
          onValueChange={(value) => {
            setText(value);
            onRead(readSmartText(value));
          }}
        />
      </div>
    </Field>
  );
}

function SmartInput({ value, onValueChange }: { value: string; onValueChange: (value: string) => void }) {
  return (
    <Input
      name="smart"
      data-shortcut="new-lookup"
      autoComplete="off"
      spellCheck={false}
      autoFocus
      className="h-10 pl-9 max-sm:h-11"
      placeholder="ana.silva@acme.com"
      value={value}
      onChange={(event) => {
        onValueChange(event.target.value);
      }}
    />
  );
}
