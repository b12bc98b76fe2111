"use client";

import { useId, useState, type SubmitEvent } from "react";
import { LineReportList } from "@/components/privacy/line-report";
import { KIND_LABELS, REASON_LABELS } from "@/components/privacy/suppression-words";
import { usePrivacyChange } from "@/components/privacy/use-privacy-change";
import { SubmitButton } from "@/components/shared/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { submitSuppressionsAction } from "@/lib/suppressions/actions";
import { suppressionKeys } from "@/lib/suppressions/queries";
import type { LineReport } from "@/lib/suppressions/schema";
import { ADDED_KINDS, ADDED_REASONS, LINES_MAX, type AddedKind } from "@/lib/suppressions/suppression";

const EXAMPLES: Record<AddedKind, string> = {
  email: "jane@acme.com",
  linkedin: "linkedin.com/in/jane",
  domain: "acme.com",
  phone: "+1 202 555 0101",
};

type Values = { kind: AddedKind; reason: (typeof ADDED_REASONS)[number]; text: string; until: string };
const NOTHING: Values = { kind: "email", reason: "do_not_contact", text: "", until: "" };

/** One value or ten thousand, one a line. They are turned into digests and not kept. */
export function AddSuppressionsDialog({ onClose }: { onClose: () => void }) {
  const formId = useId();
  const [values, setValues] = useState(NOTHING);
  const [report, setReport] = useState<LineReport | null>(null);
  const { run, isPending, refusal, refusals } = usePrivacyChange({
    change: submitSuppressionsAction,
    rereads: suppressionKeys.all,
    onDone: setReport,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    run({ ...values, until: values.until || null });
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <DialogContent
        title="Add to the suppression list"
        description="Nobody looks them up any more, by any name, and nothing that Apollo says of them is kept."
        footer={
          report ? (
            <DialogClose asChild>
              <Button variant="primary">Done</Button>
            </DialogClose>
          ) : (
            <>
              <DialogClose asChild>
                <Button>Cancel</Button>
              </DialogClose>
              <SubmitButton form={formId} isPending={isPending} pendingLabel="Adding">
                Add
              </SubmitButton>
            </>
          )
        }
      >
        {report ? (
          <LineReportList report={report} />
        ) : (
          <form id={formId} className="grid gap-4" noValidate onSubmit={submit}>
            {refusal && (
              <Alert tone="danger" title="Nothing was added">
                {refusal}
              </Alert>
            )}
            <Fields
              values={values}
              refusals={refusals}
              onChange={(change) => {
                setValues({ ...values, ...change });
              }}
            />
          </form>
        )}
      </DialogContent>
    </Dialog>
  );
}

type FieldsProps = {
  values: Values;
  refusals: Record<string, string>;
  onChange: (change: Partial<Values>) => void;
};

function Fields({ values: { kind, reason, text, until }, refusals, onChange }: FieldsProps) {
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <Field label="What they are">
          <NativeSelect
            value={kind}
            onChange={({ target }) => {
              onChange({ kind: ADDED_KINDS.find((word) => word === target.value) ?? "email" });
            }}
          >
            {ADDED_KINDS.map((word) => (
              <option key={word} value={word}>
                {KIND_LABELS[word]}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label="Why">
          <NativeSelect
            value={reason}
            onChange={({ target }) => {
              onChange({ reason: ADDED_REASONS.find((word) => word === target.value) ?? "other" });
            }}
          >
            {ADDED_REASONS.map((word) => (
              <option key={word} value={word}>
                {REASON_LABELS[word]}
              </option>
            ))}
          </NativeSelect>
        </Field>
      </div>
      <Field
        label="Values"
        error={refusals["text"]}
        help={`One a line, such as ${EXAMPLES[kind]}; up to ${LINES_MAX.toLocaleString("en")} lines. They cannot be read back.`}
      >
        <Textarea
          value={text}
          rows={6}
          autoComplete="off"
          spellCheck={false}
          className="max-h-64 font-mono text-sm"
          onChange={({ target }) => {
            onChange({ text: target.value });
          }}
        />
      </Field>
      <Field label="Until" error={refusals["until"]} help="The last day on which it holds. Leave it empty for good.">
        <Input
          type="date"
          value={until}
          onChange={({ target }) => {
            onChange({ until: target.value });
          }}
        />
      </Field>
    </>
  );
}
