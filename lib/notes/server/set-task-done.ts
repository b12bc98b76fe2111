import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { SetTaskDoneInput } from "@/lib/notes/schema";
import { requireTaskChange } from "@/lib/notes/server/may-change-task";
import { holdTask, setTaskState } from "@/lib/notes/server/task-store";

/** Whoever made it or has to do it, or an admin: ticks it off, or takes the tick away. Twice is once: the first one counts. */
export async function setTaskDone(viewer: Viewer, { taskId, isDone }: SetTaskDoneInput): Promise<void> {
  requireRole(viewer, "admin", "rep");
  await inTransaction(async (tx) => {
    const task = await holdTask(tx, viewer, taskId);
    requireTaskChange(viewer, task);
    if (task.deletedAt !== null) throw new AppError("not_found", `task ${taskId} is deleted`);
    if ((task.doneAt !== null) === isDone) return;
    await setTaskState(tx, viewer, { task, state: isDone ? "done" : "open" });
  });
}
