"use client";

import { useId, useState } from "react";
import { useRecordChange } from "@/components/record/use-record-change";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { editFieldAction } from "@/lib/people/actions";
import { EDITABLE_WORDS, type EditableField } from "@/lib/people/editable";

type FieldEditorProps = { personId: string; field: EditableField; value: string; onLeave: () => void };

/** The value as a text to type in. Unchanged it is not saved: looking at a value protects nothing. */
export function FieldEditor({ personId, field, value, onLeave }: FieldEditorProps) {
  const errorId = useId();
  const [typed, setTyped] = useState(value);
  const [error, setError] = useState<string | null>(null);
  const label = EDITABLE_WORDS[field];
  const { save, isPending } = useRecordChange({
    change: editFieldAction,
    done: () => ({ title: `${label} saved`, description: "Answers leave it alone from now on." }),
  });
  const submit = async () => {
    if (typed.trim() === value.trim()) {
      onLeave();
      return;
    }
    const refused = await save({ personId, field, value: typed });
    if (refused === null) onLeave();
    else setError(refused["value"] ?? null);
  };
  return (
    <form
      noValidate
      className="flex flex-wrap items-center gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending) void submit();
      }}
    >
      <Input
        // The reader asked for it by a click or by Enter.
        autoFocus
        aria-label={label}
        aria-invalid={error !== null || undefined}
        aria-describedby={error === null ? undefined : errorId}
        autoComplete="off"
        maxLength={300}
        value={typed}
        className="h-7 min-w-40 flex-1"
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          onLeave();
        }}
      />
      <Button type="submit" size="sm" aria-disabled={isPending || undefined}>
        Save
      </Button>
      <Button size="sm" variant="ghost" onClick={onLeave}>
        Cancel
      </Button>
      {error && (
        <p id={errorId} role="alert" className="w-full text-xs text-danger-ink">
          {error}
        </p>
      )}
    </form>
  );
}
