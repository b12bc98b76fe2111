import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { newId } from "@/lib/ids/ids";
import { notifyChanged } from "@/lib/live/notify-changed";

type NewNote = { personId: string; body: string };

/** Returns the note's id. */
export async function createNote(tx: Tx, { workspaceId, userId }: Viewer, note: NewNote): Promise<string> {
  const id = newId("note");
  await tx.$executeRaw`
    insert into note (id, workspace_id, person_id, author_id, body, created_at)
    values (${id}, ${workspaceId}, ${note.personId}, ${userId}, ${note.body}, now())`;
  await notifyChanged(tx, { workspaceId, kind: "note", ids: [note.personId] });
  return id;
}

/** Throws `not_found` unless the note is of the viewer's workspace; what was deleted is found as well. */
export async function findNote(tx: Tx, { workspaceId }: Viewer, id: string) {
  const note = await tx.note.findFirst({
    where: { id, workspaceId },
    select: {
      id: true,
      personId: true,
      authorId: true,
      body: true,
      editedAt: true,
      deletedAt: true,
      deletedById: true,
    },
  });
  if (!note) throw new AppError("not_found", `note ${id}`);
  return note;
}

export type NoteRow = Awaited<ReturnType<typeof findNote>>;

/** Returns false when it was edited or deleted since. */
export async function rewriteNote(
  tx: Tx,
  { workspaceId }: Viewer,
  { note, body, seen }: { note: NoteRow; body: string; seen: Date | null },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update note set body = ${body}, edited_at = greatest(now(), edited_at + interval '1 ms')
     where id = ${note.id} and workspace_id = ${workspaceId} and deleted_at is null
       and edited_at is not distinct from ${seen}::timestamptz`;
  if (changed === 1) await notifyChanged(tx, { workspaceId, kind: "note", ids: [note.personId] });
  return changed === 1;
}

/** Puts it away or brings it back. Returns false when someone else did so first. */
export async function setNoteDeleted(
  tx: Tx,
  { workspaceId, userId }: Viewer,
  { note, isDeleted }: { note: NoteRow; isDeleted: boolean },
): Promise<boolean> {
  const changed = isDeleted
    ? await tx.$executeRaw`update note set deleted_at = now(), deleted_by_id = ${userId}
         where id = ${note.id} and workspace_id = ${workspaceId} and deleted_at is null`
    : await tx.$executeRaw`update note set deleted_at = null, deleted_by_id = null
         where id = ${note.id} and workspace_id = ${workspaceId} and deleted_at is not null`;
  if (changed === 1) await notifyChanged(tx, { workspaceId, kind: "note", ids: [note.personId] });
  return changed === 1;
}
