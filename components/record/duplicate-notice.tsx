"use client";

import { Merge } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useRecordChange } from "@/components/record/use-record-change";
import { IntentLink } from "@/components/shared/intent-link";
import { Button } from "@/components/ui/button";
import { sayDistinctAction } from "@/lib/people/actions";
import type { PersonRecord } from "@/lib/people/record";

const MergeDialog = dynamic(() => import("@/components/record/merge-dialog").then((loaded) => loaded.MergeDialog));

type DuplicateNoticeProps = { personId: string; duplicates: PersonRecord["duplicates"]; mayEdit: boolean };

/** Offers to merge what may be the same person twice. */
export function DuplicateNotice({ personId, duplicates, mayEdit }: DuplicateNoticeProps) {
  const [other, setOther] = useState<string | null>(null);
  const distinct = useRecordChange({
    change: sayDistinctAction,
    done: () => ({ title: "Kept as two people", description: "They are not offered again." }),
  });
  if (duplicates.length === 0) return null;
  return (
    <section
      aria-label="May be the same person"
      className="mt-4 divide-y rounded-lg border border-info-border bg-info-soft"
    >
      {duplicates.map(({ id, name, title, company, shared }) => (
        <div key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
          <Merge aria-hidden className="size-4 shrink-0 text-info-ink" />
          <p className="min-w-0 flex-1 basis-60">
            May be the same person as{" "}
            <IntentLink href={`/people/${id}`} className="rounded-sm font-medium underline underline-offset-3">
              <bdi>{name}</bdi>
            </IntentLink>
            {(title ?? company) && <bdi>, {[title, company].filter(Boolean).join(" at ")}</bdi>}.{" "}
            <span className="text-muted-foreground">Both have {shared}.</span>
          </p>
          {mayEdit && (
            <span className="flex flex-wrap gap-1.5">
              <Button
                size="sm"
                onClick={() => {
                  setOther(id);
                }}
              >
                Merge…
              </Button>
              <Button
                size="sm"
                variant="ghost"
                aria-disabled={distinct.isPending || undefined}
                onClick={() => void distinct.save({ personId, otherId: id })}
              >
                Not the same person
              </Button>
            </span>
          )}
        </div>
      ))}
      {other !== null && (
        <MergeDialog
          pair={{ survivorId: personId, absorbedId: other }}
          onClose={() => {
            setOther(null);
          }}
        />
      )}
    </section>
  );
}
