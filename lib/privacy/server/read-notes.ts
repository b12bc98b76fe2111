import "server-only";
import type { Tx } from "@/lib/db/client";
import { toPlain } from "@/lib/privacy/server/access-values";

/** What members wrote about one person and had to do, deleted ones that are still held among them. */
export async function readNotes(tx: Tx, workspaceId: string, personId: string) {
  const where = { workspaceId, personId };
  const notes = await tx.note.findMany({ where, orderBy: { createdAt: "asc" } });
  const tasks = await tx.task.findMany({ where, orderBy: { createdAt: "asc" } });
  const ids = [...notes.map(({ authorId }) => authorId), ...tasks.map(({ assigneeId }) => assigneeId)];
  const users = await tx.user.findMany({
    where: { id: { in: ids.flatMap((id) => id ?? []) } },
    select: { id: true, name: true },
  });
  const nameOf = (id: string | null) => users.find((user) => user.id === id)?.name ?? null;
  return {
    notes: notes.map((note) => ({ author: nameOf(note.authorId), ...toPlain(note) })),
    tasks: tasks.map((task) => ({ assignee: nameOf(task.assigneeId), ...toPlain(task) })),
  };
}
