import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db, type Prisma } from "@/lib/db/client";
import type { TaskDto } from "@/lib/notes/schema";
import { readWordCovers } from "@/lib/notes/server/cover-words";
import { mayChangeTask } from "@/lib/notes/server/may-change-task";
import { readNames } from "@/lib/notes/server/read-names";

export const TASK_FIELDS = {
  ...{ id: true, title: true, dueOn: true, assigneeId: true, createdById: true, createdAt: true },
  ...{ doneAt: true, doneById: true, person: { select: { id: true, fullName: true } } },
} satisfies Prisma.TaskSelect;

type Row = Prisma.TaskGetPayload<{ select: typeof TASK_FIELDS }>;

/** The earliest day first, then what has none; of one day in the order in which they were made. */
export const EARLIEST_FIRST = [
  { dueOn: { sort: "asc", nulls: "last" } },
  { id: "asc" },
] satisfies Prisma.TaskOrderByWithRelationInput[];

/** These rows as the viewer may see them. */
export async function toTaskDtos(viewer: Viewer, rows: readonly Row[]): Promise<TaskDto[]> {
  const cover = await readWordCovers(
    db,
    viewer,
    rows.map(({ person }) => person.id),
  );
  const nameOf = await readNames(
    db,
    rows.flatMap(({ assigneeId, createdById, doneById }) => [assigneeId, createdById, doneById]),
  );
  return rows.map((row) => {
    const { words, isCovered } = cover(row.title);
    const mayChange = mayChangeTask(viewer, row);
    return {
      ...{ id: row.id, title: words, person: { id: row.person.id, name: row.person.fullName } },
      dueOn: row.dueOn?.toISOString().slice(0, 10) ?? null,
      ...{ assignee: nameOf(row.assigneeId), createdBy: nameOf(row.createdById), doneBy: nameOf(row.doneById) },
      createdAt: row.createdAt.toISOString(),
      doneAt: row.doneAt?.toISOString() ?? null,
      ...{ mayChange, mayReword: mayChange && !isCovered },
    };
  });
}
