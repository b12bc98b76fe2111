import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import { utcDay } from "@/lib/notes/due-day";
import { DONE_TASKS_MAX, OPEN_TASKS_MAX, type PersonTasks } from "@/lib/notes/schema";
import { EARLIEST_FIRST, TASK_FIELDS, toTaskDtos } from "@/lib/notes/server/read-tasks";
import { requirePerson } from "@/lib/people/server/require-person";

/** Any member: what is to do about one person, whoever does it, and what was done last. */
export async function listPersonTasks(viewer: Viewer, personId: string): Promise<PersonTasks> {
  await requirePerson(db, viewer, personId);
  const where = { workspaceId: viewer.workspaceId, personId, deletedAt: null };
  const open = await db.task.findMany({
    where: { ...where, doneAt: null },
    orderBy: EARLIEST_FIRST,
    take: OPEN_TASKS_MAX,
    select: TASK_FIELDS,
  });
  const done = await db.task.findMany({
    where: { ...where, doneAt: { not: null } },
    orderBy: [{ doneAt: "desc" }, { id: "desc" }],
    take: DONE_TASKS_MAX,
    select: TASK_FIELDS,
  });
  const tasks = await toTaskDtos(viewer, [...open, ...done]);
  return {
    open: tasks.slice(0, open.length),
    done: tasks.slice(open.length),
    mayWrite: viewer.role !== "reviewer",
    viewerId: viewer.userId,
    utcDay: utcDay(await readClock(db)),
  };
}
