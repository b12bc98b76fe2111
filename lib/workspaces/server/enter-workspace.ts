import "server-only";
import type { Credentials } from "@/lib/auth/check-credentials";
import { findSession } from "@/lib/auth/session-store";
import type { SessionToken } from "@/lib/auth/session-token";
import { AppError } from "@/lib/errors/app-error";
import { signIn } from "@/lib/workspaces/server/sign-in";
import { signOut } from "@/lib/workspaces/server/sign-out";

/**
 * Signs in to a workspace. An account that was removed from all of them is told so, once its password was right; a session
 * that opens no page would only lead back to the form. Throws as `signIn`. Anyone may call it.
 */
export async function enterWorkspace(credentials: Credentials): Promise<SessionToken> {
  const session = await signIn(credentials);
  if (await findSession(session)) return session;
  await signOut(session, credentials.address);
  throw new AppError("forbidden", `${session.userId} belongs to no workspace`, {
    say: "Your account belongs to no workspace at the moment. Ask an admin for an invitation.",
  });
}
