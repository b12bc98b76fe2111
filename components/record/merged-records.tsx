"use client";

import { useRecordChange } from "@/components/record/use-record-change";
import { RelativeTime } from "@/components/shared/relative-time";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { undoMergeAction } from "@/lib/people/actions";
import type { PersonRecord } from "@/lib/people/record";

/** Records that became part of this one, each with its undo. */
export function MergedRecords({ merges, mayEdit }: Pick<PersonRecord, "merges" | "mayEdit">) {
  const { save, isPending } = useRecordChange({
    change: undoMergeAction,
    done: () => ({ title: "Two people again", description: "What was written since the merge stays here." }),
  });
  if (merges.length === 0) return null;
  return (
    <Card aria-label="Merged records">
      <CardHeader>
        <CardTitle>Merged records</CardTitle>
      </CardHeader>
      <ul className="divide-y">
        {merges.map(({ id, name, at, by }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
            <bdi className="font-medium">{name}</bdi>
            <span className="text-xs text-muted-foreground">
              {by && `${by} · `}
              <RelativeTime at={at} />
            </span>
            {mayEdit && (
              <Button
                size="sm"
                variant="ghost"
                className="ml-auto"
                aria-label={`Undo merge with ${name}`}
                aria-disabled={isPending || undefined}
                onClick={() => void save({ mergeId: id })}
              >
                Undo merge
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
