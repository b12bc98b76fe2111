"use client";

import { useMutation } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { KIND_LABELS, REASON_LABELS } from "@/components/privacy/suppression-words";
import { SubmitButton } from "@/components/shared/submit-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { checkSuppressionAction } from "@/lib/suppressions/actions";
import type { SuppressionDto } from "@/lib/suppressions/schema";

/** Is somebody on the list? What is typed stands in no address and is not kept. */
export function CheckSuppression() {
  const [text, setText] = useState("");
  const check = useMutation({ mutationFn: (typed: string) => checkSuppressionAction({ text: typed }) });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (text.trim() !== "" && !check.isPending) check.mutate(text);
  };
  const error = check.data?.ok === false ? check.data.error : null;
  const said = check.isError ? "The server did not answer. Try again." : (error?.fields?.["text"] ?? error?.message);
  return (
    <form onSubmit={submit} className="grid gap-2 rounded-lg border bg-card p-4" aria-label="Ask the list">
      <div className="flex flex-wrap items-start gap-2">
        <Field
          label="Is somebody on the list?"
          help="An email address or its hash, a LinkedIn profile, a phone number, a domain or an Apollo ID."
          error={said}
          className="flex-1 basis-64"
        >
          <Input
            value={text}
            autoComplete="off"
            onChange={(event) => {
              setText(event.target.value);
              check.reset();
            }}
          />
        </Field>
        <SubmitButton variant="secondary" isPending={check.isPending} className="mt-6.5 max-sm:mt-0 max-sm:w-full">
          Check
        </SubmitButton>
      </div>
      <p role="status" className="font-medium">
        {check.data?.ok && tell(check.data.value)}
      </p>
    </form>
  );
}

function tell(found: readonly SuppressionDto[]): string {
  const [first] = found;
  if (!first) return "Not on the list.";
  const since = first.createdAt.slice(0, 10);
  return `On the list: ${KIND_LABELS[first.kind].toLowerCase()}, ${REASON_LABELS[first.reason].toLowerCase()}, since ${since}${first.addedBy ? ` by ${first.addedBy}` : ""}.`;
}
