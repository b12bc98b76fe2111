"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { BulkDialog } from "@/components/people/bulk-dialog";
import { peopleWords, useBulkChange } from "@/components/people/use-bulk-change";
import { Picker } from "@/components/shared/picker";
import { TagChip } from "@/components/tags/tag-chip";
import { mergeTagAction, undoTagChangeAction } from "@/lib/tags/actions";
import { tagQueries } from "@/lib/tags/queries";
import type { CountedTagDto } from "@/lib/tags/schema";

/** Whoever has the one tag gets another instead. */
export function MergeTagDialog({ tag, onClose }: { tag: CountedTagDto; onClose: () => void }) {
  const { data: tags } = useQuery(tagQueries.list());
  const [intoId, setIntoId] = useState<string | null>(null);
  const { mutateAsync, isPending } = useBulkChange();
  const others = tags?.filter(({ id }) => id !== tag.id);
  const into = others?.find(({ id }) => id === intoId);
  const submit = async () => {
    if (!into) return;
    const result = await mutateAsync({
      change: () => mergeTagAction({ id: tag.id, intoId: into.id }),
      undo: undoTagChangeAction,
      done: (people) => `${peopleWords(people)} who had “${tag.name}” have “${into.name}” now`,
    }).catch(() => null);
    if (result?.ok) onClose();
  };
  return (
    <BulkDialog
      title={`Merge “${tag.name}” into another tag`}
      count={tag.people}
      submitLabel={into ? `Merge into “${into.name}”` : "Merge"}
      isReady={into !== undefined}
      isPending={isPending}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Picker
        label="Find a tag"
        options={others?.map((other) => ({ ...other, content: <TagChip {...other} /> }))}
        chosen={intoId === null ? [] : [intoId]}
        onPick={setIntoId}
        empty="No other tag fits."
      />
    </BulkDialog>
  );
}
