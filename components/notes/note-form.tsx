"use client";

import { useState, type KeyboardEvent } from "react";
import { useKeepNote } from "@/components/notes/use-note-changes";
import { SubmitButton } from "@/components/shared/submit-button";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { NOTE_LENGTH_MAX, type NoteDto } from "@/lib/notes/schema";

type NoteFormProps = {
  personId: string;
  /** Null for a new one. */
  note: NoteDto | null;
  onClose: () => void;
};

/** Where a note is written. Ctrl or Cmd with Enter saves it, Esc leaves it as long as nothing is typed. */
export function NoteForm({ personId, note, onClose }: NoteFormProps) {
  const [body, setBody] = useState(note?.body ?? "");
  const [isEmpty, setIsEmpty] = useState(false);
  const { keep, error, isPending } = useKeepNote(personId, note);
  const submit = async () => {
    if (isPending) return;
    if (body.trim() === "") setIsEmpty(true);
    else if (await keep(body)) onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isSaved = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (isSaved) void submit();
    else if (event.key === "Escape" && body.trim() === (note?.body ?? "")) onClose();
    else return;
    event.preventDefault();
  };
  return (
    <form
      noValidate
      aria-label={note ? "Edit the note" : "Write a note"}
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field
        label="Note"
        hideLabel
        help="Markdown: **bold**, lists, links. Everybody of this workspace reads it."
        error={isEmpty && body.trim() === "" ? "Write something first." : error}
      >
        <Textarea
          autoFocus
          rows={4}
          value={body}
          maxLength={NOTE_LENGTH_MAX}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setBody(event.target.value);
          }}
        />
      </Field>
      <div className="flex justify-end gap-2">
        <Button size="sm" onClick={onClose}>
          Cancel
        </Button>
        <SubmitButton size="sm" isPending={isPending} pendingLabel="Saving">
          Save note
        </SubmitButton>
      </div>
    </form>
  );
}
