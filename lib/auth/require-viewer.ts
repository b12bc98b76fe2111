import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { findSession, type Session } from "@/lib/auth/session-store";
import { AUTH_COOKIES, decodeSessionToken } from "@/lib/auth/session-token";
import type { Viewer } from "@/lib/auth/viewer";
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
