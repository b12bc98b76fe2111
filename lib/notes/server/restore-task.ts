import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { TaskRef } from "@/lib/notes/schema";
import { holdTask, setTaskState } from "@/lib/notes/server/task-store";

/** Whoever deleted it: brings a task back, as long as it is there. */
export async function restoreTask(viewer: Viewer, { taskId }: TaskRef): Promise<void> {
  requireRole(viewer, "admin", "rep");
  await inTransaction(async (tx) => {
    const task = await holdTask(tx, viewer, taskId);
    if (task.deletedAt === null) return;
    if (task.deletedById !== viewer.userId)
      throw new AppError("forbidden", `${viewer.userId} did not delete ${taskId}`);
    await setTaskState(tx, viewer, { task, state: "kept" });
  });
}
