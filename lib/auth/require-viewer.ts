import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { findSession, type Session } from "@/lib/auth/session-store";
import { AUTH_COOKIES, decodeSessionToken } from "@/lib/auth/session-token";
import type { Role, Viewer } from "@/lib/auth/viewer";
import { AppError } from "@/lib/errors/app-error";

/** The session of this request, checked against the database once a request; null for anybody else. */
export const findCurrentSession = cache(async (): Promise<Session | null> => {
  const token = await decodeSessionToken((await cookies()).get(AUTH_COOKIES.sessionToken.name)?.value);
  return token && findSession(token);
});

export async function findViewer(): Promise<Viewer | null> {
  const session = await findCurrentSession();
  if (!session) return null;
  const { userId, workspaceId, workspaceKind, role } = session;
  return { userId, workspaceId, workspaceKind, role };
}

/** For routes and actions. Throws `unauthenticated`. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await findViewer();
  if (!viewer) throw new AppError("unauthenticated", "no live session");
  return viewer;
}

/** For pages: anybody who is not signed in is sent to sign in and comes back to `next` (a path of ours). */
export async function requirePageViewer(next = "/"): Promise<Viewer> {
  const viewer = await findViewer();
  if (!viewer) redirect(next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`);
  return viewer;
}

/** Throws `forbidden` unless the viewer has one of the roles in their workspace. */
export function requireRole(viewer: Viewer, ...roles: readonly Role[]): void {
  if (roles.includes(viewer.role)) return;
  throw new AppError("forbidden", `${viewer.role} of ${viewer.workspaceId} is none of ${roles.join(", ")}`);
}
