"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { BulkDialog, type BulkDialogProps } from "@/components/people/bulk-dialog";
import { peopleWords, useBulkChange } from "@/components/people/use-bulk-change";
import { REASON_LABELS } from "@/components/privacy/suppression-words";
import { Alert } from "@/components/ui/alert";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { suppressPeopleAction, undoSuppressionAction } from "@/lib/privacy/actions";
import { SUPPRESSED_MAX } from "@/lib/privacy/suppressed-people";
import { suppressionKeys } from "@/lib/suppressions/queries";
import { ADDED_REASONS } from "@/lib/suppressions/suppression";

/** Keeps people from being looked up again, by every name by which they are known here. */
export function SuppressPeopleDialog({ selection, count, onClose, onDone }: BulkDialogProps) {
  const queryClient = useQueryClient();
  const [reason, setReason] = useState<(typeof ADDED_REASONS)[number]>("do_not_contact");
  const { mutateAsync, isPending } = useBulkChange();
  const isTooMany = count !== null && count > SUPPRESSED_MAX;
  const submit = async () => {
    const change = () => suppressPeopleAction({ selection, reason });
    const result = await mutateAsync({ change, undo: undoSuppressionAction, done: doneWords }).catch(() => null);
    await queryClient.invalidateQueries({ queryKey: suppressionKeys.all });
    if (result?.ok) onDone();
  };
  return (
    <BulkDialog
      title="Suppress"
      count={count}
      submitLabel="Suppress"
      isReady={!isTooMany}
      isPending={isPending}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <div className="grid gap-4">
        {isTooMany && (
          <Alert tone="warning" title={`At most ${SUPPRESSED_MAX.toLocaleString("en")} people at once`}>
            Narrow the table, or select fewer.
          </Alert>
        )}
        <ul className="grid list-disc gap-1 pl-4 text-muted-foreground">
          <li>Nobody looks them up any more: not by address, profile, number, Apollo ID or name at a company.</li>
          <li>What Apollo still sends of them is not kept.</li>
          <li>Their records stay as they are. Erasing them is done under Privacy.</li>
        </ul>
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
    </BulkDialog>
  );
}

function doneWords(changed: number): string {
  return changed === 0 ? "Nobody was selected any more" : `${peopleWords(changed)} suppressed`;
}
