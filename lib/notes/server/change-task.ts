import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { ChangeTaskInput } from "@/lib/notes/schema";
import { readWordCovers } from "@/lib/notes/server/cover-words";
import { requireAssignee } from "@/lib/notes/server/list-assignees";
import { requireTaskChange } from "@/lib/notes/server/may-change-task";
import { holdTask, rewriteTask } from "@/lib/notes/server/task-store";

/** Whoever made it or has to do it, or an admin: changes words, day and member. Covered words stay as they are kept. */
export async function changeTask(viewer: Viewer, { taskId, ...terms }: ChangeTaskInput): Promise<void> {
  requireRole(viewer, "admin", "rep");
  await inTransaction(async (tx) => {
    const task = await holdTask(tx, viewer, taskId);
    requireTaskChange(viewer, task);
    if (task.deletedAt !== null) throw new AppError("not_found", `task ${taskId} is deleted`);
    // Somebody who has left may keep it: only a new member is looked at.
    if (terms.assigneeId !== task.assigneeId) await requireAssignee(tx, viewer, terms.assigneeId);
    const cover = await readWordCovers(tx, viewer, [task.personId]);
    const { isCovered } = cover(task.title);
    await rewriteTask(tx, task, { ...terms, ...(isCovered && { title: task.title }) });
  });
}
