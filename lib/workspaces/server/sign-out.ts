import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { clearSessionCookie, readClientAddress, readSessionToken } from "@/lib/auth/current-session";
import { endSession } from "@/lib/auth/session-store";
import type { SessionToken } from "@/lib/auth/session-token";
import { inTransaction } from "@/lib/db/client";

/** Ends the session: a copy of its cookie is worth nothing from now on. Only the session's own user can name it. */
export async function signOut(token: SessionToken, address: string): Promise<void> {
  await inTransaction(async (tx) => {
    const isEnded = await endSession(tx, token);
    if (!isEnded) return;
    await recordAudit(tx, { actorId: token.userId, action: "sign_out.done", subject: token.sessionId, address });
  });
}

/** Ends the session of this request and takes its cookie away. */
export async function signOutHere(): Promise<void> {
  const token = await readSessionToken();
  if (token) await signOut(token, await readClientAddress());
  await clearSessionCookie();
}
