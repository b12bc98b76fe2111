"use client";

import { useState } from "react";
import { LineReportList } from "@/components/privacy/line-report";
import { KIND_LABELS, REASON_LABELS } from "@/components/privacy/suppression-words";
import { usePrivacyChange } from "@/components/privacy/use-privacy-change";
import { FormDialog } from "@/components/shared/form-dialog";
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
  const [values, setValues] = useState(NOTHING);
  const [report, setReport] = useState<LineReport | null>(null);
  const { run, isPending, refusal, refusals } = usePrivacyChange({
    change: submitSuppressionsAction,
    rereads: suppressionKeys.all,
    onDone: setReport,
  });
  return (
    <FormDialog
      title="Add to the suppression list"
      description="Nobody looks them up any more, by any name, and nothing that Apollo says of them is kept."
      submit="Add"
      pending="Adding"
      isPending={isPending}
      refusal={{ title: "Nothing was added", sentence: refusal }}
      result={report && <LineReportList report={report} />}
      onSubmit={() => {
        run({ ...values, until: values.until || null });
      }}
      onClose={onClose}
    >
      <Fields
        values={values}
        refusals={refusals}
        onChange={(change) => {
          setValues({ ...values, ...change });
        }}
      />
    </FormDialog>
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
