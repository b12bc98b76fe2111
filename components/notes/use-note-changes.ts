"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "@/components/ui/toast";
import { activityKeys } from "@/lib/activity/queries";
import { deleteNoteAction, editNoteAction, restoreNoteAction, writeNoteAction } from "@/lib/notes/actions";
import { noteKeys } from "@/lib/notes/queries";
import type { NoteDto } from "@/lib/notes/schema";
import type { Result } from "@/lib/result/result";

const LOST = "The server did not answer. Your words are still here: try again.";

/** Keeps what was written: a new note, or the new words of one. */
export function useKeepNote(personId: string, note: NoteDto | null) {
  const again = useReadAgain(personId);
  const mutation = useMutation({
    mutationFn: (body: string): Promise<Result<unknown>> =>
      note ? editNoteAction({ noteId: note.id, body, seen: note.editedAt }) : writeNoteAction({ personId, body }),
    onSuccess: (result) => result.ok && again(),
  });
  const refused = mutation.data?.ok === false ? mutation.data.error : null;
  const error = mutation.isError ? LOST : (refused?.fields?.["body"] ?? refused?.message);
  return {
    /** True once it is kept. */
    keep: async (body: string): Promise<boolean> => (await mutation.mutateAsync(body).catch(() => null))?.ok === true,
    error,
    isPending: mutation.isPending,
  };
}

/** Takes notes away; each can be brought back from the toast that says so. */
export function useDeleteNote(personId: string): (noteId: string) => void {
  const again = useReadAgain(personId);
  const change = (action: typeof deleteNoteAction) => async (noteId: string) => {
    const result = await action({ noteId }).catch(() => null);
    await again();
    if (!result?.ok) tellFailure(result?.error.message);
    return result?.ok === true;
  };
  const restore = useMutation({ mutationFn: change(restoreNoteAction) });
  const remove = useMutation({
    mutationFn: change(deleteNoteAction),
    onSuccess: (isDeleted, noteId) => {
      if (!isDeleted) return;
      const action = {
        label: "Undo",
        onClick: () => {
          restore.mutate(noteId);
        },
      };
      showToast({ title: "Note deleted", action });
    },
  });
  return remove.mutate;
}

const tellFailure = (message = "The server did not answer. Try again.") => {
  showToast({ tone: "error", title: "The note is as it was", description: message });
};

function useReadAgain(personId: string): () => Promise<unknown> {
  const queryClient = useQueryClient();
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: noteKeys.ofPerson(personId) }),
      queryClient.invalidateQueries({ queryKey: activityKeys.ofPerson(personId) }),
    ]);
}
