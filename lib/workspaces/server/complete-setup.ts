import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { readClientAddress, writeSessionCookie } from "@/lib/auth/current-session";
import { hashPassword, inPasswordTurn } from "@/lib/auth/password";
import { startSession } from "@/lib/auth/session-store";
import type { SessionToken } from "@/lib/auth/session-token";
import { db, inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { CompleteSetupInput } from "@/lib/workspaces/schema";
import { createFirstAdmin } from "@/lib/workspaces/server/create-first-admin";
import { lockFirstStart } from "@/lib/workspaces/server/ensure-workspaces";
import { isSetupToken, revokeSetupTokens } from "@/lib/workspaces/server/setup-token-store";

/** Whether this link still creates the first admin. */
export async function isSetupOpen(token: string): Promise<boolean> {
  return (await isSetupToken(db, token)) && (await db.user.count()) === 0;
}

/**
 * Creates the first admin and opens their session. However often and however fast a link is used, one call succeeds; all
 * others throw `not_found`. Whoever has the link may call it.
 */
export async function completeSetup(input: CompleteSetupInput & { address: string }): Promise<SessionToken> {
  const { token, name, email, password, address } = input;
  // Asked before the expensive part too, so that a made-up link costs nothing.
  if (!(await isSetupOpen(token))) throw linkUsed();
  const passwordHash = await inPasswordTurn(() => hashPassword(password));
  return inTransaction(async (tx) => {
    await lockFirstStart(tx);
    if (!(await isSetupToken(tx, token))) throw linkUsed();
    const userId = await createFirstAdmin(tx, { name, email, passwordHash, from: "setup_link" });
    if (userId === null) throw linkUsed();
    await revokeSetupTokens(tx);
    const sessionId = await startSession(tx, { userId, address });
    await recordAudit(tx, { actorId: userId, action: "sign_in.accepted", subject: sessionId, address });
    return { sessionId, userId, sessionVersion: 1 };
  });
}

/** Completes the set-up in this browser, which is signed in afterwards. Whoever has the link may call it. */
export async function submitSetup(input: CompleteSetupInput): Promise<void> {
  await writeSessionCookie(await completeSetup({ ...input, address: await readClientAddress() }));
}

function linkUsed(): AppError {
  return new AppError("not_found", "set-up link unknown or used", {
    say: "This link has been used or has been replaced. Sign in, or start the server again for a new one.",
  });
}
