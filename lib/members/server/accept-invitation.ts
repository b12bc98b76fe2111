import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { toAccountEmail } from "@/lib/auth/check-credentials";
import { readClientAddress, writeSessionCookie } from "@/lib/auth/current-session";
import { hashPassword, inPasswordTurn } from "@/lib/auth/password";
import { startSession } from "@/lib/auth/session-store";
import type { SessionToken } from "@/lib/auth/session-token";
import { db, inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { newId } from "@/lib/ids/ids";
import { refusePassword, type AcceptInvitationInput } from "@/lib/members/schema";
import { findOpenInvitation } from "@/lib/members/server/invitation-store";
import { linkOver, redeemInvitation } from "@/lib/members/server/redeem-invitation";
import { createAccount } from "@/lib/members/server/member-store";

/**
 * Whoever has the link, once: a new account that belongs to the workspace with the role given, and its first session. An
 * address that the invitation names is the only one it takes. Throws `not_found` for every link that is not open.
 */
export async function acceptInvitation(input: AcceptInvitationInput & { address: string }): Promise<SessionToken> {
  const { token, name, password, address } = input;
  // Asked before the expensive part too, so that a made-up link costs nothing.
  const invitation = await findOpenInvitation(token);
  if (!invitation) throw linkOver();
  const email = invitation.email ?? toAccountEmail(input.email);
  const weakness = refusePassword(password, email);
  if (weakness) throw new AppError("invalid_input", "password too weak", { fields: { password: weakness } });
  if ((await db.user.count({ where: { email } })) > 0) throw hasAccount();
  const passwordHash = await inPasswordTurn(() => hashPassword(password));
  const userId = newId("user");
  return inTransaction(async (tx) => {
    const account = { id: userId, name, email, passwordHash, activeWorkspaceId: invitation.workspaceId };
    if (!(await createAccount(tx, account))) throw hasAccount();
    await redeemInvitation(tx, token, { userId, email, address });
    const sessionId = await startSession(tx, { userId, address });
    await recordAudit(tx, { actorId: userId, action: "sign_in.accepted", subject: sessionId, address });
    return { sessionId, userId, sessionVersion: 1 };
  });
}

/** The same in this browser, which is signed in afterwards. */
export async function acceptInvitationHere(input: AcceptInvitationInput): Promise<void> {
  await writeSessionCookie(await acceptInvitation({ ...input, address: await readClientAddress() }));
}

function hasAccount(): AppError {
  return new AppError("invalid_input", "address has an account", {
    fields: { email: "This address has an account here. Choose “I have an account” and accept with it." },
  });
}
