import "server-only";
import type { Role, Viewer } from "@/lib/auth/viewer";
import { AppError } from "@/lib/errors/app-error";

/** Throws `forbidden` unless the viewer has one of the roles in their workspace. */
export function requireRole(viewer: Viewer, ...roles: readonly Role[]): void {
  if (roles.includes(viewer.role)) return;
  throw new AppError("forbidden", `${viewer.role} of ${viewer.workspaceId} is none of ${roles.join(", ")}`);
}
