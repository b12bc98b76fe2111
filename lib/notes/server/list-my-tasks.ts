import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import { utcDay } from "@/lib/notes/due-day";
import { DONE_TASKS_MAX, OPEN_TASKS_MAX, type MyTasks } from "@/lib/notes/schema";
import { EARLIEST_FIRST, TASK_FIELDS, toTaskDtos } from "@/lib/notes/server/read-tasks";

/** Any member: their own tasks in this workspace, the earliest first, and what of theirs was done last. */
export async function listMyTasks(viewer: Viewer): Promise<MyTasks> {
  const where = { workspaceId: viewer.workspaceId, assigneeId: viewer.userId, deletedAt: null };
  const open = await db.task.findMany({
    where: { ...where, doneAt: null },
    orderBy: EARLIEST_FIRST,
    take: OPEN_TASKS_MAX + 1,
    select: TASK_FIELDS,
  });
  const done = await db.task.findMany({
    where: { ...where, doneAt: { not: null } },
    orderBy: [{ doneAt: "desc" }, { id: "desc" }],
    take: DONE_TASKS_MAX,
    select: TASK_FIELDS,
  });
  const shown = open.slice(0, OPEN_TASKS_MAX);
  const tasks = await toTaskDtos(viewer, [...shown, ...done]);
  return {
    open: tasks.slice(0, shown.length),
    isCut: open.length > OPEN_TASKS_MAX,
    done: tasks.slice(shown.length),
    viewerId: viewer.userId,
    utcDay: utcDay(await readClock(db)),
  };
}
