import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { AppError } from "@/lib/errors/app-error";

type Task = { id: string; assigneeId: string | null; createdById: string | null };

/** An admin may change any task; a rep one that they made or that is theirs to do. */
export function mayChangeTask({ role, userId }: Viewer, { assigneeId, createdById }: Task): boolean {
  return role === "admin" || (role === "rep" && (assigneeId === userId || createdById === userId));
}

/** Throws `forbidden` unless the viewer may change it. */
export function requireTaskChange(viewer: Viewer, task: Task): void {
  if (mayChangeTask(viewer, task)) return;
  throw new AppError("forbidden", `${viewer.role} ${viewer.userId} may not change ${task.id}`);
}
