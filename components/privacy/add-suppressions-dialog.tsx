"use client";

import { useId, useState } from "react";
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

/** One value or ten thousand, one a line. They are turned into digests and not kept. */
export function AddSuppressionsDialog({ onClose }: { onClose: () => void }) {
  const formId = useId();
  const [kind, setKind] = useState<AddedKind>("email");
  const [reason, setReason] = useState<(typeof ADDED_REASONS)[number]>("do_not_contact");
  const [text, setText] = useState("");
  const [until, setUntil] = useState("");
  const [report, setReport] = useState<LineReport | null>(null);
  const { run, isPending, refusal, refusals } = usePrivacyChange({
    change: submitSuppressionsAction,
    rereads: suppressionKeys.all,
    onDone: setReport,
  });
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
          <form
            id={formId}
            className="grid gap-4"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              run({ kind, text, reason, until: until || null });
            }}
          >
            {refusal && (
              <Alert tone="danger" title="Nothing was added">
                {refusal}
              </Alert>
            )}
            <div className="grid grid-cols-2 gap-3">
              <Field label="What they are">
                <NativeSelect
                  value={kind}
                  onChange={({ target }) => {
                    setKind(ADDED_KINDS.find((word) => word === target.value) ?? "email");
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
                    setReason(ADDED_REASONS.find((word) => word === target.value) ?? "other");
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
                onChange={(event) => {
                  setText(event.target.value);
                }}
              />
            </Field>
            <Field
              label="Until"
              error={refusals["until"]}
              help="The last day on which it holds. Leave it empty for good."
            >
              <Input
                type="date"
                value={until}
                onChange={(event) => {
                  setUntil(event.target.value);
                }}
              />
            </Field>
          </form>
        )}
      </DialogContent>
    </Dialog>
  );
}
