"use client";

import { PencilLine } from "lucide-react";
import { useRef, useState } from "react";
import { describeEdit } from "@/components/record/describe-origin";
import { FieldEditor } from "@/components/record/field-editor";
import { OriginTip } from "@/components/record/origin-tip";
import { useRecordChange } from "@/components/record/use-record-change";
import { Button } from "@/components/ui/button";
import { releaseFieldAction } from "@/lib/people/actions";
import { EDITABLE_WORDS, type EditableField } from "@/lib/people/editable";
import type { Provenance } from "@/lib/people/record";

type FieldRowProps = {
  personId: string;
  field: EditableField;
  value: string | null;
  origin: Provenance | undefined;
  mayEdit: boolean;
};

/** One field of the profile: click or Enter edits it, Enter saves, Esc leaves it. */
export function FieldRow({ personId, field, value, origin, mayEdit }: FieldRowProps) {
  const [isEditing, setIsEditing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const label = EDITABLE_WORDS[field];
  const leave = () => {
    setIsEditing(false);
    // The opener is drawn again first.
    window.setTimeout(() => opener.current?.focus());
  };
  return (
    <div className="grid gap-x-4 sm:col-span-2 sm:grid-cols-subgrid">
      <dt className="text-muted-foreground sm:py-0.5">{label}</dt>
      <dd className="min-w-0">
        {isEditing ? (
          <FieldEditor personId={personId} field={field} value={value ?? ""} onLeave={leave} />
        ) : (
          <div className="flex min-w-0 flex-wrap items-center gap-x-2">
            {mayEdit ? (
              <button
                ref={opener}
                type="button"
                aria-label={`Edit ${label}: ${value ?? "not known"}`}
                className="group/edit -mx-1.5 flex max-w-full min-w-0 items-center gap-1.5 rounded-sm px-1.5 py-0.5 text-left hover:bg-hover max-sm:min-h-10"
                onClick={() => {
                  setIsEditing(true);
                }}
              >
                <Value value={value} />
                <PencilLine
                  aria-hidden
                  className="invisible size-3 shrink-0 text-muted-foreground group-hover/edit:visible group-focus-visible/edit:visible"
                />
              </button>
            ) : (
              <span className="min-w-0 py-0.5">
                <Value value={value} />
              </span>
            )}
            {origin && (value !== null || origin.isProtected) && (
              <OriginTip origin={origin} className="ml-auto">
                {originWord(origin)}
              </OriginTip>
            )}
          </div>
        )}
        {origin?.isProtected && <Protected personId={personId} field={field} origin={origin} mayEdit={mayEdit} />}
      </dd>
    </div>
  );
}

function originWord({ source }: Provenance): string {
  return { baseline: "Known before", lookup: "Lookup", delivery: "Delivery", human: "By hand", merge: "Merge" }[source];
}

function Value({ value }: { value: string | null }) {
  if (value === null) return <span className="text-faint-foreground">Not known</span>;
  return <bdi className="min-w-0 break-words">{value}</bdi>;
}

type ProtectedProps = { personId: string; field: EditableField; origin: Provenance; mayEdit: boolean };

function Protected({ personId, field, origin, mayEdit }: ProtectedProps) {
  const { save, isPending } = useRecordChange({
    change: releaseFieldAction,
    done: () => ({ title: `Answers may change ${EDITABLE_WORDS[field].toLowerCase()} again` }),
  });
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-xs text-sun-ink">
      Protected: {describeEdit(origin)}
      {mayEdit && (
        <Button
          variant="link"
          size="sm"
          className="h-auto p-0"
          aria-disabled={isPending || undefined}
          aria-label={`Let answers change it again: ${EDITABLE_WORDS[field]}`}
          onClick={() => void save({ personId, field })}
        >
          Let answers change it again
        </Button>
      )}
    </p>
  );
}
