import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { newId } from "@/lib/ids/ids";
import { notifyChanged } from "@/lib/live/notify-changed";

type TaskTerms = { title: string; dueOn: string | null; assigneeId: string };

/** Returns the task's id. */
export async function createTask(
  tx: Tx,
  { workspaceId, userId }: Viewer,
  { personId, title, dueOn, assigneeId }: TaskTerms & { personId: string },
): Promise<string> {
  const id = newId("task");
  await tx.$executeRaw`
    insert into task (id, workspace_id, person_id, title, due_on, assignee_id, created_by_id, created_at)
    values (${id}, ${workspaceId}, ${personId}, ${title}, ${dueOn}::date, ${assigneeId}, ${userId}, now())`;
  await notifyChanged(tx, { workspaceId, kind: "task", ids: [personId] });
  return id;
}

/** Holds the task until the transaction ends. Throws `not_found` unless it is of the viewer's workspace. */
export async function holdTask(tx: Tx, { workspaceId }: Viewer, id: string) {
  await tx.$queryRaw`select id from task where id = ${id} and workspace_id = ${workspaceId} for no key update`;
  const task = await tx.task.findFirst({ where: { id, workspaceId } });
  if (!task) throw new AppError("not_found", `task ${id}`);
  return task;
}

export type TaskRow = Awaited<ReturnType<typeof holdTask>>;

export async function rewriteTask(tx: Tx, task: TaskRow, { title, dueOn, assigneeId }: TaskTerms): Promise<void> {
  await tx.task.updateMany({
    where: { id: task.id, workspaceId: task.workspaceId },
    data: { title, dueOn: dueOn === null ? null : new Date(dueOn), assigneeId },
  });
  await notifyTask(tx, task);
}

/** At the database's time. */
export async function setTaskState(
  tx: Tx,
  { workspaceId, userId }: Viewer,
  { task, state }: { task: TaskRow; state: "done" | "open" | "deleted" | "kept" },
): Promise<void> {
  const { id } = task;
  if (state === "done")
    await tx.$executeRaw`update task set done_at = now(), done_by_id = ${userId} where id = ${id} and workspace_id = ${workspaceId}`;
  else if (state === "open")
    await tx.$executeRaw`update task set done_at = null, done_by_id = null where id = ${id} and workspace_id = ${workspaceId}`;
  else if (state === "deleted")
    await tx.$executeRaw`update task set deleted_at = now(), deleted_by_id = ${userId} where id = ${id} and workspace_id = ${workspaceId}`;
  else
    await tx.$executeRaw`update task set deleted_at = null, deleted_by_id = null where id = ${id} and workspace_id = ${workspaceId}`;
  await notifyTask(tx, task);
}

const notifyTask = (tx: Tx, { workspaceId, personId }: TaskRow) =>
  notifyChanged(tx, { workspaceId, kind: "task", ids: [personId] });
