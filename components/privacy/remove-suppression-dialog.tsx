"use client";

import { useState } from "react";
import { KIND_LABELS, REASON_LABELS } from "@/components/privacy/suppression-words";
import { usePrivacyChange } from "@/components/privacy/use-privacy-change";
import { FormDialog } from "@/components/shared/form-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { showToast } from "@/components/ui/toast";
import { removeSuppressionAction } from "@/lib/suppressions/actions";
import { suppressionKeys } from "@/lib/suppressions/queries";
import type { SuppressionDto } from "@/lib/suppressions/schema";
import { ALLOW_WORD } from "@/lib/suppressions/suppression";

export function RemoveSuppressionDialog({ entry, onClose }: { entry: SuppressionDto; onClose: () => void }) {
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
    <FormDialog
      role="alertdialog"
      title="Take this off the list?"
      description={`${KIND_LABELS[entry.kind]}, ${REASON_LABELS[entry.reason].toLowerCase()}, since ${entry.createdAt.slice(0, 10)}. From then on it can be looked up again, at the usual cost.`}
      cancel="Keep it"
      submit="Take off"
      isPending={isPending}
      variant="danger"
      refusal={{ title: "It is still on the list", sentence: refusal }}
      onSubmit={() => {
        run({ id: entry.id, confirmation });
      }}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
