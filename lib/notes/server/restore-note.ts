import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { NoteRef } from "@/lib/notes/schema";
import { findNote, setNoteDeleted } from "@/lib/notes/server/note-store";

/** Whoever deleted it: brings a note back, as long as it is there. */
export async function restoreNote(viewer: Viewer, { noteId }: NoteRef): Promise<void> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  await inTransaction(async (tx) => {
    const note = await findNote(tx, viewer, noteId);
    if (note.deletedAt === null) return;
    if (note.deletedById !== userId) throw new AppError("forbidden", `${userId} did not delete ${noteId}`);
    const isBack = await setNoteDeleted(tx, viewer, { note, isDeleted: false });
    if (!isBack || note.authorId === userId) return;
    const detail = { personId: note.personId, authorId: note.authorId };
    await recordAudit(tx, { workspaceId, actorId: userId, action: "note.restored", subject: noteId, detail });
  });
}
