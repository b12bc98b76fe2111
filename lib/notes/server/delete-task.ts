import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import type { TaskRef } from "@/lib/notes/schema";
import { requireTaskChange } from "@/lib/notes/server/may-change-task";
import { holdTask, setTaskState } from "@/lib/notes/server/task-store";

/** Whoever made it or has to do it, or an admin: takes a task away. It can be brought back until the night's run. */
export async function deleteTask(viewer: Viewer, { taskId }: TaskRef): Promise<void> {
  requireRole(viewer, "admin", "rep");
  await inTransaction(async (tx) => {
    const task = await holdTask(tx, viewer, taskId);
    requireTaskChange(viewer, task);
    if (task.deletedAt === null) await setTaskState(tx, viewer, { task, state: "deleted" });
  });
}
