import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { checkCredentials, type Credentials, toAccountKey } from "@/lib/auth/check-credentials";
import { startSession } from "@/lib/auth/session-store";
import type { SessionToken } from "@/lib/auth/session-token";
import { db, inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

/**
 * Opens a session for a right password, from either way in: our form or next-auth's route. Throws `unauthenticated` with
 * the same sentence for wrong, unknown and disabled, and `too_many_requests` with the time to wait. Anyone may call it.
 */
export async function signIn(credentials: Credentials): Promise<SessionToken> {
  const { email, address } = credentials;
  const checked = await checkCredentials(credentials);
  // An address that was typed may be a password in the wrong field, so the audit holds only its digest.
  const account = toAccountKey(email).slice(0, 16);
  if (checked.verdict === "throttled") {
    await recordThrottled(account, address);
    throw throttled(checked.retryAfterS);
  }
  if (checked.verdict === "refused") {
    const subject = checked.userId ?? account;
    await recordAudit(db, { action: "sign_in.refused", subject, detail: { account }, address });
    throw new AppError("unauthenticated", "wrong credentials", { say: "Email or password is wrong." });
  }
  const { userId, sessionVersion } = checked;
  return inTransaction(async (tx) => {
    const sessionId = await startSession(tx, { userId, address });
    await recordAudit(tx, { actorId: userId, action: "sign_in.accepted", subject: sessionId, address });
    return { sessionId, userId, sessionVersion };
  });
}

/** A refusal costs its sender nothing, so the audit takes one a minute for each account and address. */
async function recordThrottled(account: string, address: string): Promise<void> {
  const action = "sign_in.throttled";
  const [recent] = await db.$queryRaw<unknown[]>`select 1 from audit_event where workspace_id is null
    and at > now() - interval '1 minute' and action = ${action} and subject = ${account} and address = ${address} limit 1`;
  if (!recent) await recordAudit(db, { action, subject: account, address });
}

function throttled(retryAfterS: number): AppError {
  const wait = retryAfterS > 90 ? `${String(Math.ceil(retryAfterS / 60))} minutes` : `${String(retryAfterS)} seconds`;
  return new AppError("too_many_requests", "sign-in throttled", {
    retryAfterS,
    say: `Too many tries to sign in. Wait ${wait} and try again.`,
  });
}
