"use client";

import { useId, useState } from "react";
import { KIND_LABELS, REASON_LABELS } from "@/components/privacy/suppression-words";
import { usePrivacyChange } from "@/components/privacy/use-privacy-change";
import { SubmitButton } from "@/components/shared/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { showToast } from "@/components/ui/toast";
import { removeSuppressionAction } from "@/lib/suppressions/actions";
import { suppressionKeys } from "@/lib/suppressions/queries";
import type { SuppressionDto } from "@/lib/suppressions/schema";
import { ALLOW_WORD } from "@/lib/suppressions/suppression";

export function RemoveSuppressionDialog({ entry, onClose }: { entry: SuppressionDto; onClose: () => void }) {
  const formId = useId();
  const [confirmation, setConfirmation] = useState("");
  const { run, isPending, refusal, refusals } = usePrivacyChange({
    change: removeSuppressionAction,
    rereads: suppressionKeys.all,
    onDone: () => {
      showToast({ tone: "success", title: "Taken off the list" });
      onClose();
    },
  });
  const isErased = entry.reason === "erased";
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <DialogContent
        role="alertdialog"
        title="Take this off the list?"
        description={`${KIND_LABELS[entry.kind]}, ${REASON_LABELS[entry.reason].toLowerCase()}, since ${entry.createdAt.slice(0, 10)}. From then on it can be looked up again, at the usual cost.`}
        footer={
          <>
            <DialogClose asChild>
              <Button>Keep it</Button>
            </DialogClose>
            <SubmitButton form={formId} variant="danger" isPending={isPending}>
              Take off
            </SubmitButton>
          </>
        }
      >
        <form
          id={formId}
          className="grid gap-4"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            run({ id: entry.id, confirmation });
          }}
        >
          {refusal && (
            <Alert tone="danger" title="It is still on the list">
              {refusal}
            </Alert>
          )}
          {isErased && (
            <>
              <p>
                This entry keeps out somebody who asked to be forgotten. Take it off only when they have asked for that
                themselves.
              </p>
              <Field label={`Type ${ALLOW_WORD} to go on`} error={refusals["confirmation"]}>
                <Input
                  value={confirmation}
                  autoComplete="off"
                  onChange={(event) => {
                    setConfirmation(event.target.value);
                  }}
                />
              </Field>
            </>
          )}
        </form>
      </DialogContent>
    </Dialog>
  );
}
