"use client";

import { Pencil, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { NoteBody } from "@/components/notes/note-body";
import { RelativeTime } from "@/components/shared/relative-time";
import { Button } from "@/components/ui/button";
import type { NoteDto } from "@/lib/notes/schema";

const NoteForm = dynamic(() => import("@/components/notes/note-form").then((m) => m.NoteForm));

type NoteItemProps = { personId: string; note: NoteDto; onDelete: (noteId: string) => void };

/** One note: what was written, by whom and when, and for its writer the ways to change it. */
export function NoteItem({ personId, note, onDelete }: NoteItemProps) {
  const [isEditing, setIsEditing] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  const by = note.author?.name ?? "Somebody who has left";
  const close = () => {
    setIsEditing(false);
    requestAnimationFrame(() => edit.current?.focus());
  };
  return (
    <li className="group/note px-4 py-3">
      <div className="mb-1 flex min-h-7 items-center gap-x-2 text-xs text-muted-foreground">
        <span className="truncate font-medium text-foreground">{by}</span>
        <RelativeTime at={note.createdAt} className="whitespace-nowrap" />
        {note.editedAt && (
          <span className="truncate">
            · edited <RelativeTime at={note.editedAt} />
          </span>
        )}
        {!isEditing && (
          <span className="ml-auto flex opacity-0 transition-opacity group-focus-within/note:opacity-100 group-hover/note:opacity-100 max-sm:opacity-100">
            {note.mayEdit && (
              <Button
                ref={edit}
                variant="ghost"
                size="icon-sm"
                aria-label={`Edit the note by ${by}`}
                onClick={() => {
                  setIsEditing(true);
                }}
              >
                <Pencil aria-hidden />
              </Button>
            )}
            {note.mayDelete && (
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={`Delete the note by ${by}`}
                onClick={() => {
                  onDelete(note.id);
                }}
              >
                <Trash2 aria-hidden />
              </Button>
            )}
          </span>
        )}
      </div>
      {isEditing ? <NoteForm personId={personId} note={note} onClose={close} /> : <NoteBody text={note.body} />}
    </li>
  );
}
