"use client";

import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { ChangeRows } from "@/components/record/change-rows";
import { useRecordChange } from "@/components/record/use-record-change";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { undoLookupAction } from "@/lib/lookups/actions";
import type { UndoLookupInput } from "@/lib/lookups/changes";
import { lookupQueries } from "@/lib/lookups/queries";

type UndoDialogProps = { lookupIds: readonly string[]; onClose: () => void };

const WORDS = {
  undo: { title: "Undo what this lookup changed", many: "Undo what these lookups changed", verb: "Undo" },
  redo: { title: "Put back what this lookup changed", many: "", verb: "Redo" },
} as const;

/** Shows what would be different, then does it. One lookup that is undone is put back instead. */
export function UndoDialog({ lookupIds, onClose }: UndoDialogProps) {
  const read = useQueries({ queries: lookupIds.map((id) => lookupQueries.changes(id)) });
  // What is undone here changes the preview: it stays as it was asked about.
  const [isRedo] = useState(() => lookupIds.length === 1 && read[0]?.data?.undoneAt != null);
  const words = WORDS[isRedo ? "redo" : "undo"];
  const { save, isPending } = useUndo();
  const submit = async () => {
    if ((await save({ lookupIds: [...lookupIds], isUndone: !isRedo })) === null) onClose();
  };
  const [only] = read;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <DialogContent
        title={lookupIds.length > 1 ? words.many : words.title}
        description={
          isRedo
            ? "All that it said counts again. No credits are spent."
            : "What other lookups said, and what members wrote, stays. What was paid stays paid: no credits come back."
        }
        className="max-w-xl"
        footer={
          <>
            <DialogClose asChild>
              <Button>Leave it</Button>
            </DialogClose>
            <Button variant="primary" aria-disabled={isPending || undefined} onClick={() => void submit()}>
              {words.verb}
            </Button>
          </>
        }
      >
        {lookupIds.length > 1 ? (
          <p>{lookupIds.length} lookups, deliveries of theirs included.</p>
        ) : only?.data ? (
          <Effect effect={only.data.effect} />
        ) : (
          <Skeleton className="h-24" />
        )}
      </DialogContent>
    </Dialog>
  );
}

function Effect({ effect }: { effect: Parameters<typeof ChangeRows>[0]["changes"] }) {
  if (effect.length === 0) return <p>Nothing that is shown would change: other sources say the same.</p>;
  return <ChangeRows name="What would change" changes={effect} />;
}

function useUndo() {
  const again = useRecordChange({ change: undoLookupAction, done: () => ({ title: "Put back" }) });
  return useRecordChange({
    change: undoLookupAction,
    done: (input: UndoLookupInput) => ({
      title: input.isUndone ? "Undone. No credits came back." : "Put back",
      ...(input.isUndone && {
        action: { label: "Redo", onClick: () => void again.save({ ...input, isUndone: false }) },
      }),
    }),
  });
}
