"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { BulkDialog, type BulkDialogProps } from "@/components/people/bulk-dialog";
import { peopleWords, useBulkChange } from "@/components/people/use-bulk-change";
import { Picker } from "@/components/shared/picker";
import { assignOwnerAction, undoAssignmentAction } from "@/lib/people/actions";
import { OWNED_BY_NOBODY } from "@/lib/people/filter-words";
import { ownerQueries } from "@/lib/people/owner-queries";

const NOBODY = { id: OWNED_BY_NOBODY, name: "Nobody" };

/** Gives many people to a member to look after, or to nobody. */
export function AssignOwnerDialog({ selection, count, onClose, onDone }: BulkDialogProps) {
  const { data: members } = useQuery(ownerQueries.candidates());
  const [chosen, setChosen] = useState<string | null>(null);
  const { mutateAsync, isPending } = useBulkChange();
  const submit = async () => {
    const ownerId = chosen === OWNED_BY_NOBODY ? null : chosen;
    const name = members?.find(({ id }) => id === chosen)?.name ?? null;
    const done = (changed: number) => doneWords(changed, name);
    const change = () => assignOwnerAction({ selection, ownerId });
    const result = await mutateAsync({ change, undo: undoAssignmentAction, done }).catch(() => null);
    if (result?.ok) onDone();
  };
  return (
    <BulkDialog
      title="Owner"
      count={count}
      submitLabel="Set the owner"
      isReady={chosen !== null}
      isPending={isPending}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Picker
        label="Find a member"
        options={members && [NOBODY, ...members]}
        chosen={chosen === null ? [] : [chosen]}
        onPick={setChosen}
        empty="No member fits."
      />
    </BulkDialog>
  );
}

function doneWords(changed: number, name: string | null): string {
  if (changed === 0) return "Nobody's owner changed";
  return name === null
    ? `${peopleWords(changed)} without an owner now`
    : `${name} looks after ${peopleWords(changed)} now`;
}
