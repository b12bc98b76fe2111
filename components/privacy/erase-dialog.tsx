"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { usePrivacyChange } from "@/components/privacy/use-privacy-change";
import { FormDialog } from "@/components/shared/form-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { requestErasureAction } from "@/lib/privacy/actions";
import { ERASE_WORD, type HeldDto } from "@/lib/privacy/erasure";
import { erasureKeys } from "@/lib/privacy/queries";

/** A record, or what somebody was asked for by on whom there is none. */
export type EraseTarget = { record: HeldDto; text?: undefined } | { text: string; record?: undefined };

export function EraseDialog({ target, onClose }: { target: EraseTarget; onClose: () => void }) {
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
    <FormDialog
      role="alertdialog"
      title={record ? `Erase ${record.name}?` : "Erase and keep out?"}
      description="This cannot be undone, and nobody can bring it back."
      cancel="Keep them"
      submit="Erase for good"
      pending="Erasing"
      isPending={isPending}
      variant="danger"
      refusal={{ title: "Nobody was erased", sentence: refusal ?? refusals["text"] ?? null }}
      onSubmit={() => {
        run({ ...asked, confirmation });
      }}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
