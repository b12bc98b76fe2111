"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeftRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { MergeFields, type Picks } from "@/components/record/merge-fields";
import { useRecordChange } from "@/components/record/use-record-change";
import { QueryError } from "@/components/shared/query-error";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { mergePeopleAction, undoMergeAction } from "@/lib/people/actions";
import type { MergePair, MergePreview } from "@/lib/people/duplicates";
import { peopleQueries } from "@/lib/people/queries";

type MergeDialogProps = { pair: MergePair; onClose: () => void };

/** Which of two records stays, whose value each field takes, and what the one record will hold. */
export function MergeDialog({ pair, onClose }: MergeDialogProps) {
  const [{ survivorId, absorbedId }, setPair] = useState(pair);
  const [picks, setPicks] = useState<Picks>({});
  const { data: preview, error, refetch } = useQuery(peopleQueries.merge(survivorId, absorbedId));
  const { save, isPending } = useMerge();
  const submit = async () => {
    if ((await save({ survivorId, absorbedId, picks })) === null) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <DialogContent
        title="Merge two people"
        description="Lookups, notes, tasks, tags, lists, addresses and numbers of both become one record’s. It can be undone on that record."
        className="max-w-2xl"
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button
              variant="primary"
              aria-disabled={isPending || !preview || undefined}
              onClick={() => void (preview && !isPending && submit())}
            >
              Merge
            </Button>
          </>
        }
      >
        {!preview && !error && <Skeleton className="h-64" />}
        {!preview && error && (
          <QueryError title="The merge cannot be shown" error={error} onRetry={() => void refetch()} />
        )}
        {preview && (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
            <Sides
              preview={preview}
              onSwap={() => {
                setPair({ survivorId: absorbedId, absorbedId: survivorId });
                setPicks({});
              }}
            />
            <MergeFields preview={preview} picks={picks} onPick={setPicks} />
            <Union preview={preview} />
          </div>
        )}
      </DialogContent>
    </Dialog>
  );
}

function Sides({ preview: { survivor, absorbed }, onSwap }: { preview: MergePreview; onSwap: () => void }) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <p className="min-w-0 flex-1">
        <span className="block text-xs text-muted-foreground">Stays</span>
        <bdi className="font-medium break-words">{survivor.name}</bdi>
        <bdi className="block truncate text-xs text-muted-foreground">{describe(survivor)}</bdi>
      </p>
      <Button size="sm" onClick={onSwap}>
        <ArrowLeftRight aria-hidden /> Swap
      </Button>
      <p className="min-w-0 flex-1">
        <span className="block text-xs text-muted-foreground">Goes into it</span>
        <bdi className="font-medium break-words">{absorbed.name}</bdi>
        <bdi className="block truncate text-xs text-muted-foreground">{describe(absorbed)}</bdi>
      </p>
    </div>
  );
}

const describe = ({ title, company, email }: MergePreview["survivor"]) =>
  [title, company, email].filter(Boolean).join(" · ");

function Union({ preview: { emails, phones, moves } }: { preview: MergePreview }) {
  const moving = Object.entries(moves).filter(([, count]) => count > 0);
  return (
    <dl className="grid gap-x-4 gap-y-1 border-t pt-3 text-sm sm:grid-cols-[7rem_minmax(0,1fr)]">
      <dt className="text-muted-foreground">Emails</dt>
      <dd className="break-words">{emails.join(", ") || "none"}</dd>
      <dt className="text-muted-foreground">Phones</dt>
      <dd className="figures">{phones.join(", ") || "none"}</dd>
      <dt className="text-muted-foreground">Moves along</dt>
      <dd>
        {moving.map(([noun, count]) => `${String(count)} ${count === 1 ? noun.slice(0, -1) : noun}`).join(", ") ||
          "nothing else"}
      </dd>
    </dl>
  );
}

function useMerge() {
  const router = useRouter();
  const undoing = useRecordChange({ change: undoMergeAction, done: () => ({ title: "Two people again" }) });
  return useRecordChange({
    change: mergePeopleAction,
    done: ({ survivorId }, { mergeId }) => {
      // The page of the record that went is nobody's any more.
      if (window.location.pathname.startsWith("/people/per_")) router.push(`/people/${survivorId}`);
      return {
        title: "Merged",
        action: { label: "Undo", onClick: () => void undoing.save({ mergeId }) },
      };
    },
  });
}
