"use client";

import { useQuery } from "@tanstack/react-query";
import { Minus, Plus } from "lucide-react";
import { useState } from "react";
import { BulkDialog, type BulkDialogProps } from "@/components/people/bulk-dialog";
import { peopleWords, useBulkChange } from "@/components/people/use-bulk-change";
import { Picker } from "@/components/shared/picker";
import { Segments } from "@/components/shared/segments";
import { TagChip } from "@/components/tags/tag-chip";
import { useCreateTag } from "@/components/tags/use-create-tag";
import { tagPeopleAction, undoTagChangeAction } from "@/lib/tags/actions";
import { tagQueries } from "@/lib/tags/queries";

type Mode = "add" | "remove";

const MODES = [
  { value: "add", word: "Add tags" },
  { value: "remove", word: "Remove tags" },
] as const;

/** Gives many people tags, or takes tags from them. A tag that is not there yet is made on the way. */
export function TagPeopleDialog({ selection, count, onClose, onDone }: BulkDialogProps) {
  const { data: tags } = useQuery(tagQueries.list());
  const [mode, setMode] = useState<Mode>("add");
  const [chosen, setChosen] = useState<Record<string, Mode>>({});
  const { mutateAsync, isPending } = useBulkChange();
  const choose = (id: string) => {
    const { [id]: before, ...others } = chosen;
    setChosen(before === mode ? others : { ...others, [id]: mode });
  };
  const create = useCreateTag(({ id }) => {
    setChosen((now) => ({ ...now, [id]: "add" }));
  });
  const idsOf = (wanted: Mode) => Object.keys(chosen).filter((id) => chosen[id] === wanted);
  const submit = async () => {
    const input = { selection, add: idsOf("add"), remove: idsOf("remove") };
    const change = { change: () => tagPeopleAction(input), undo: undoTagChangeAction, done: doneWords };
    const result = await mutateAsync(change).catch(() => null);
    if (result?.ok) onDone();
  };
  return (
    <BulkDialog
      title="Tags"
      count={count}
      submitLabel="Change tags"
      isReady={Object.keys(chosen).length > 0 && !create.isPending}
      isPending={isPending}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <div className="grid gap-3">
        <Segments label="What to do" options={MODES} value={mode} onChange={setMode} />
        <Picker
          label="Find a tag"
          options={tags?.map((tag) => ({
            ...tag,
            content: <TagChip {...tag} />,
            aside: markOf(chosen[tag.id]),
          }))}
          chosen={Object.keys(chosen)}
          onPick={choose}
          empty={tags?.length === 0 ? "No tags yet. Type a name to make one." : "No tag fits."}
          {...(mode === "add" && { onCreate: create.create })}
        />
      </div>
    </BulkDialog>
  );
}

function markOf(mode: Mode | undefined) {
  if (mode === undefined) return null;
  const Icon = mode === "add" ? Plus : Minus;
  return (
    <span className="flex items-center gap-0.5">
      <Icon aria-hidden className="size-3" /> {mode === "add" ? "add" : "remove"}
    </span>
  );
}

function doneWords(changed: number): string {
  return changed === 0 ? "Everybody had these tags already" : `Tags of ${peopleWords(changed)} changed`;
}
