import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { NoteRef } from "@/lib/notes/schema";
import { findNote, setNoteDeleted } from "@/lib/notes/server/note-store";

/**
 * A rep's own, any for an admin: takes a note away. It can be brought back until the night's run removes it. Somebody else's
 * is audited, without a word of it. Deleting it twice is not an error.
 */
export async function deleteNote(viewer: Viewer, { noteId }: NoteRef): Promise<void> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  await inTransaction(async (tx) => {
    const note = await findNote(tx, viewer, noteId);
    const isOwn = note.authorId === userId;
    if (!isOwn && viewer.role !== "admin") throw new AppError("forbidden", `${userId} did not write ${noteId}`);
    const isDeleted = await setNoteDeleted(tx, viewer, { note, isDeleted: true });
    if (isOwn || !isDeleted) return;
    const detail = { personId: note.personId, authorId: note.authorId };
    await recordAudit(tx, { workspaceId, actorId: userId, action: "note.deleted", subject: noteId, detail });
  });
}
