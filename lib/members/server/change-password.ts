import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { checkCredentials } from "@/lib/auth/check-credentials";
import { writeSessionCookie } from "@/lib/auth/current-session";
import { hashPassword, inPasswordTurn } from "@/lib/auth/password";
import { endEverySession, startSession } from "@/lib/auth/session-store";
import type { SessionToken } from "@/lib/auth/session-token";
import { db, inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { refusePassword, type ChangePasswordInput } from "@/lib/members/schema";
import { asActor, type Actor } from "@/lib/members/server/actor";
import { setPasswordHash } from "@/lib/members/server/member-store";
import type { Viewer } from "@/lib/auth/viewer";

/**
 * Any viewer: a new password for the present one. The check of that counts as a try to sign in. Every session ends, so that
 * no copy of a cookie outlives it; the one that is returned is for the browser that asked.
 */
export async function changePassword(
  actor: Actor,
  { currentPassword, password }: ChangePasswordInput,
): Promise<SessionToken> {
  const { workspaceId, userId, address } = actor;
  const { email } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  const weakness = refusePassword(password, email);
  if (weakness) throw new AppError("invalid_input", "password too weak", { fields: { password: weakness } });
  await requirePassword(actor, email, currentPassword);
  const passwordHash = await inPasswordTurn(() => hashPassword(password));
  return inTransaction(async (tx) => {
    await setPasswordHash(tx, userId, passwordHash);
    const { ended, sessionVersion } = await endEverySession(tx, userId);
    const sessionId = await startSession(tx, { userId, address });
    const detail = { sessions: ended, goesOnAs: sessionId };
    await recordAudit(tx, {
      workspaceId,
      actorId: userId,
      action: "password.changed",
      subject: userId,
      detail,
      address,
    });
    return { sessionId, userId, sessionVersion };
  });
}

async function requirePassword(
  { workspaceId, userId, address }: Actor,
  email: string,
  password: string,
): Promise<void> {
  const checked = await checkCredentials({ email, password, address });
  if (checked.verdict === "accepted") return;
  if (checked.verdict === "throttled") {
    const { retryAfterS } = checked;
    throw new AppError("too_many_requests", "password checks throttled", {
      retryAfterS,
      say: `Too many wrong passwords. Wait ${String(Math.ceil(retryAfterS / 60))} minutes and try again.`,
    });
  }
  const action = "password.change_refused";
  await recordAudit(db, { workspaceId, actorId: userId, action, subject: userId, address });
  throw new AppError("invalid_input", "present password wrong", {
    fields: { currentPassword: "This is not your present password." },
  });
}

/** The same in this browser, which stays signed in. */
export async function changePasswordHere(viewer: Viewer, input: ChangePasswordInput): Promise<void> {
  await writeSessionCookie(await changePassword(await asActor(viewer), input));
}
