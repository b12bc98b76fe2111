"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { usePrivacyChange } from "@/components/privacy/use-privacy-change";
import { SubmitButton } from "@/components/shared/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { requestErasureAction } from "@/lib/privacy/actions";
import { ERASE_WORD, type HeldDto } from "@/lib/privacy/erasure";
import { erasureKeys } from "@/lib/privacy/queries";

/** A record, or what somebody was asked for by on whom there is none. */
export type EraseTarget = { record: HeldDto; text?: undefined } | { text: string; record?: undefined };

export function EraseDialog({ target, onClose }: { target: EraseTarget; onClose: () => void }) {
  const formId = useId();
  const router = useRouter();
  const [confirmation, setConfirmation] = useState("");
  const { run, isPending, refusal, refusals } = usePrivacyChange({
    change: requestErasureAction,
    rereads: erasureKeys.all,
    onDone: ({ erasureId }) => {
      router.push(`/settings/privacy/erasures/${erasureId}`);
    },
  });
  const { record } = target;
  const asked = record ? { personIds: [record.personId] } : { text: target.text };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <DialogContent
        role="alertdialog"
        title={record ? `Erase ${record.name}?` : "Erase and keep out?"}
        description="This cannot be undone, and nobody can bring it back."
        footer={
          <>
            <DialogClose asChild>
              <Button>Keep them</Button>
            </DialogClose>
            <SubmitButton form={formId} variant="danger" isPending={isPending} pendingLabel="Erasing">
              Erase for good
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
            run({ ...asked, confirmation });
          }}
        >
          {(refusal ?? refusals["text"]) && (
            <Alert tone="danger" title="Nobody was erased">
              {refusal ?? refusals["text"]}
            </Alert>
          )}
          <ul className="grid list-disc gap-1.5 pl-4 text-sm">
            <li>Addresses, numbers, employment and every raw answer go, from lookups of colleagues as well.</li>
            <li>What lookups cost stays on the books. The audit keeps that somebody was erased, and not who.</li>
            <li>They are kept on the suppression list as digests, so that nobody buys them again by mistake.</li>
            {(record?.underWay ?? 0) > 0 && <li>What is still to come is booked when it comes, and dropped.</li>}
          </ul>
          <Field label={`Type ${ERASE_WORD} to go on`} error={refusals["confirmation"]}>
            <Input
              value={confirmation}
              autoComplete="off"
              autoCapitalize="characters"
              onChange={(event) => {
                setConfirmation(event.target.value);
              }}
            />
          </Field>
        </form>
      </DialogContent>
    </Dialog>
  );
}
