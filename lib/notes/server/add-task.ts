import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import type { AddTaskInput } from "@/lib/notes/schema";
import { requireAssignee } from "@/lib/notes/server/list-assignees";
import { createTask } from "@/lib/notes/server/task-store";
import { requirePerson } from "@/lib/people/server/require-person";

/** Admins and reps: gives a member something to do about a person. Returns the task's id. */
export async function addTask(viewer: Viewer, input: AddTaskInput): Promise<{ taskId: string }> {
  requireRole(viewer, "admin", "rep");
  return inTransaction(async (tx) => {
    await requirePerson(tx, viewer, input.personId);
    await requireAssignee(tx, viewer, input.assigneeId);
    return { taskId: await createTask(tx, viewer, input) };
  });
}
