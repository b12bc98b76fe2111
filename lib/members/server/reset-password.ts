import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { readClientAddress, writeSessionCookie } from "@/lib/auth/current-session";
import { hashPassword, inPasswordTurn } from "@/lib/auth/password";
import { endEverySession, startSession } from "@/lib/auth/session-store";
import type { SessionToken } from "@/lib/auth/session-token";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { refusePassword, type ResetPasswordInput } from "@/lib/members/schema";
import { setPasswordHash } from "@/lib/members/server/member-store";
import { findOpenReset, takeReset } from "@/lib/members/server/password-reset-store";
import { linkOver } from "@/lib/members/server/redeem-invitation";

/**
 * Whoever has the link, once: sets the account's password, ends every session of it and opens a new one. Throws `not_found`
 * for every link that is not open.
 */
export async function resetPassword(input: ResetPasswordInput & { address: string }): Promise<SessionToken> {
  const { token, password, address } = input;
  const reset = await findOpenReset(token);
  if (!reset) throw linkOver();
  const weakness = refusePassword(password, reset.email);
  if (weakness) throw new AppError("invalid_input", "password too weak", { fields: { password: weakness } });
  const passwordHash = await inPasswordTurn(() => hashPassword(password));
  return inTransaction(async (tx) => {
    const taken = await takeReset(tx, token);
    if (!taken) throw linkOver();
    const { userId, workspaceId, createdById } = taken;
    await setPasswordHash(tx, userId, passwordHash);
    const { ended, sessionVersion } = await endEverySession(tx, userId);
    const sessionId = await startSession(tx, { userId, address });
    const detail = { sessions: ended, offeredBy: createdById };
    await recordAudit(tx, { workspaceId, actorId: userId, action: "password.reset", subject: userId, detail, address });
    await recordAudit(tx, { actorId: userId, action: "sign_in.accepted", subject: sessionId, address });
    return { sessionId, userId, sessionVersion };
  });
}

/** The same in this browser, which is signed in afterwards. */
export async function resetPasswordHere(input: ResetPasswordInput): Promise<void> {
  await writeSessionCookie(await resetPassword({ ...input, address: await readClientAddress() }));
}
