"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ListLabel } from "@/components/lists/list-label";
import { useCreateList } from "@/components/lists/use-create-list";
import { BulkDialog, type BulkDialogProps } from "@/components/people/bulk-dialog";
import { peopleWords, useBulkChange } from "@/components/people/use-bulk-change";
import { Picker } from "@/components/shared/picker";
import { regroupPeopleAction, undoListChangeAction } from "@/lib/lists/actions";
import { listQueries } from "@/lib/lists/queries";

/** Puts many people into lists. A list that is not there yet is made on the way, for its maker alone. */
export function AddToListDialog({ selection, count, onClose, onDone }: BulkDialogProps) {
  const { data } = useQuery(listQueries.overview());
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { mutateAsync, isPending } = useBulkChange();
  const create = useCreateList(({ id }) => {
    setChosen((now) => [...now, id]);
  });
  const lists = data?.lists.filter(({ mayAdd }) => mayAdd);
  const submit = async () => {
    const input = { selection, add: [...chosen], remove: [] };
    const change = { change: () => regroupPeopleAction(input), undo: undoListChangeAction, done: doneWords };
    const result = await mutateAsync(change).catch(() => null);
    if (result?.ok) onDone();
  };
  return (
    <BulkDialog
      title="Add to a list"
      count={count}
      submitLabel={chosen.length > 1 ? `Add to ${String(chosen.length)} lists` : "Add to the list"}
      isReady={chosen.length > 0 && !create.isPending}
      isPending={isPending}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Picker
        label="Find a list"
        options={lists?.map((list) => ({ id: list.id, name: list.name, content: <ListLabel {...list} /> }))}
        chosen={chosen}
        onPick={(id) => {
          setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
        }}
        onCreate={(name) => {
          create.create({ name });
        }}
        empty={lists?.length === 0 ? "No lists yet. Type a name to make one." : "No list fits."}
      />
    </BulkDialog>
  );
}

function doneWords(changed: number): string {
  return changed === 0 ? "Everybody was in it already" : `Added ${peopleWords(changed)}`;
}
