import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { readCursor, writeCursor } from "@/lib/db/cursor";
import { NOTES_PAGE_SIZE, type NotesFilters, type NotesPage } from "@/lib/notes/schema";
import { readWordCovers } from "@/lib/notes/server/cover-words";
import { readNames } from "@/lib/notes/server/read-names";
import { requirePerson } from "@/lib/people/server/require-person";

/** Any member: what was written about one person, newest first, paged by keyset. */
export async function listNotes(viewer: Viewer, { person: personId, cursor }: NotesFilters): Promise<NotesPage> {
  await requirePerson(db, viewer, personId);
  const after = readCursor(cursor);
  const rows = await db.note.findMany({
    where: {
      ...{ workspaceId: viewer.workspaceId, personId, deletedAt: null },
      ...(after && {
        createdAt: { lte: after.at },
        OR: [{ createdAt: { lt: after.at } }, { id: { lt: after.id } }],
      }),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: NOTES_PAGE_SIZE + 1,
  });
  const page = rows.slice(0, NOTES_PAGE_SIZE);
  const last = rows.length > NOTES_PAGE_SIZE ? page.at(-1) : undefined;
  const cover = await readWordCovers(db, viewer, page.length > 0 ? [personId] : []);
  const nameOf = await readNames(
    db,
    page.map(({ authorId }) => authorId),
  );
  const mayWrite = viewer.role !== "reviewer";
  return {
    notes: page.map(({ id, body, authorId, createdAt, editedAt }) => {
      const { words, isCovered } = cover(body);
      const isOwn = mayWrite && authorId === viewer.userId;
      return {
        ...{ id, body: words, author: nameOf(authorId) },
        createdAt: createdAt.toISOString(),
        editedAt: editedAt?.toISOString() ?? null,
        // What is covered would be kept covered.
        mayEdit: isOwn && !isCovered,
        mayDelete: isOwn || viewer.role === "admin",
      };
    }),
    nextCursor: last ? writeCursor(last.createdAt, last.id) : null,
    mayWrite,
  };
}
