import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import type { WriteNoteInput } from "@/lib/notes/schema";
import { createNote } from "@/lib/notes/server/note-store";
import { requirePerson } from "@/lib/people/server/require-person";

/** Admins and reps: writes a note about a person of the workspace. Returns its id. */
export async function writeNote(viewer: Viewer, input: WriteNoteInput): Promise<{ noteId: string }> {
  requireRole(viewer, "admin", "rep");
  return inTransaction(async (tx) => {
    await requirePerson(tx, viewer, input.personId);
    return { noteId: await createNote(tx, viewer, input) };
  });
}
