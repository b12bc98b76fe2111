"use client";

import { useQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { ChangeRows } from "@/components/record/change-rows";
import { useRecordChange } from "@/components/record/use-record-change";
import { RelativeTime } from "@/components/shared/relative-time";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { takeLookupFieldAction } from "@/lib/lookups/actions";
import type { LookupChange, LookupChanges as Changes } from "@/lib/lookups/changes";
import { lookupQueries } from "@/lib/lookups/queries";

const UndoDialog = dynamic(() => import("@/components/record/undo-dialog").then((loaded) => loaded.UndoDialog));

/** What one lookup changed in its person's record, field by field, and its undo. Nothing where it changed none. */
export function LookupChanges({ lookupId }: { lookupId: string }) {
  const { data } = useQuery(lookupQueries.changes(lookupId));
  const [isAsking, setIsAsking] = useState(false);
  if (!data?.canUndo) return null;
  return (
    <section aria-label="What this lookup changed" className="grid grid-cols-[minmax(0,1fr)] gap-2 border-t pt-3">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <h3 className="text-xs font-medium">What this lookup changed</h3>
        {data.mayChange && (
          <Button
            size="sm"
            variant="ghost"
            onClick={() => {
              setIsAsking(true);
            }}
          >
            <Undo2 aria-hidden className={data.undoneAt ? "-scale-x-100" : undefined} />
            {data.undoneAt ? "Redo…" : "Undo…"}
          </Button>
        )}
      </div>
      <Standing changes={data} />
      {!data.isFirst && data.changes.length > 0 && <Fields lookupId={lookupId} changes={data} />}
      {isAsking && (
        <UndoDialog
          lookupIds={[lookupId]}
          onClose={() => {
            setIsAsking(false);
          }}
        />
      )}
    </section>
  );
}

function Standing({ changes: { isFirst, changes, undoneAt, undoneBy } }: { changes: Changes }) {
  const says = isFirst
    ? "It is the first that was heard of this person: all that it said was new."
    : changes.length === 0
      ? "Nothing: what it said was known already."
      : null;
  if (undoneAt === null) return says && <p className="text-xs text-muted-foreground">{says}</p>;
  return (
    <p role="status" className="text-xs text-warning-ink">
      Undone by {undoneBy ?? "somebody"} <RelativeTime at={undoneAt} />. None of it counts now.
    </p>
  );
}

function Fields({ lookupId, changes }: { lookupId: string; changes: Changes }) {
  const { save, isPending } = useRecordChange({ change: takeLookupFieldAction, done: () => null });
  const isOff = !changes.mayChange || changes.undoneAt !== null;
  return (
    <ChangeRows
      name="Changed fields"
      changes={changes.changes}
      tickOf={(change) => (
        <Checkbox
          checked={change.isTaken}
          disabled={isOff || change.keptBy === "human"}
          aria-disabled={isPending || undefined}
          aria-label={`Take ${change.label}: ${change.after ?? "nothing"}`}
          onCheckedChange={(isTaken) => {
            if (!isPending) void save({ lookupId, key: change.key, isTaken: isTaken === true });
          }}
        />
      )}
      noteOf={(change) => <Note change={change} />}
    />
  );
}

const KEPT_WORDS = {
  policy: "Not taken: the workspace’s field policy",
  human: "Not taken: edited by hand",
} as const;

function Note({ change: { isTaken, keptBy } }: { change: LookupChange }) {
  if (isTaken) return null;
  return (
    <span className="block text-xs text-muted-foreground">{keptBy ? KEPT_WORDS[keptBy] : "Left out by a member"}</span>
  );
}
