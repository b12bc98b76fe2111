import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { EditNoteInput } from "@/lib/notes/schema";
import { readWordCovers } from "@/lib/notes/server/cover-words";
import { findNote, rewriteNote } from "@/lib/notes/server/note-store";

/**
 * Whoever wrote it, as an admin or a rep: changes the words. Refused while a number in them is covered, because the dots would
 * be kept, and when it was edited elsewhere meanwhile.
 */
export async function editNote(viewer: Viewer, { noteId, body, seen }: EditNoteInput): Promise<void> {
  requireRole(viewer, "admin", "rep");
  await inTransaction(async (tx) => {
    const note = await findNote(tx, viewer, noteId);
    if (note.authorId !== viewer.userId) throw new AppError("forbidden", `${viewer.userId} did not write ${noteId}`);
    const cover = await readWordCovers(tx, viewer, [note.personId]);
    if (cover(note.body).isCovered) throw new AppError("conflict", `${noteId} is covered`, { say: COVERED });
    const isWritten = await rewriteNote(tx, viewer, { note, body, seen: seen === null ? null : new Date(seen) });
    if (!isWritten) throw new AppError("conflict", `${noteId} was edited or deleted meanwhile`, { say: CHANGED });
  });
}

const COVERED = "A do-not-call number in this note is covered. Reveal it, then edit the note.";
const CHANGED = "This note was changed elsewhere meanwhile. Copy your words, then look again.";
