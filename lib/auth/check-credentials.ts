import "server-only";
import { inPasswordTurn, isPasswordOf } from "@/lib/auth/password";
import { findSignInWait, forgiveSignIn, reserveSignIn } from "@/lib/auth/sign-in-failure-store";
import { keyedDigest } from "@/lib/crypto/digest";
import { db } from "@/lib/db/client";

export type Credentials = { email: string; password: string; address: string };

export type CredentialsVerdict =
  | { verdict: "accepted"; userId: string; sessionVersion: number }
  /** Wrong password, unknown or disabled account: the caller is not told which. `userId` is for the audit only. */
  | { verdict: "refused"; userId: string | null }
  | { verdict: "throttled"; retryAfterS: number };

/** How emails are stored and compared. */
export function toAccountEmail(email: string): string {
  return email.trim().normalize("NFC").toLowerCase();
}

/** Names an account in counts and records without naming the address that was typed. */
export function toAccountKey(email: string): string {
  return keyedDigest("sign-in account", toAccountEmail(email));
}

/**
 * Checks a password under the limits of `secondsUntilAllowed`. Unknown, disabled and wrong take the same steps and the
 * same time. Throws `too_many_requests` when the password queue is full.
 */
export async function checkCredentials({ email, password, address }: Credentials): Promise<CredentialsVerdict> {
  const attempt = { email: toAccountEmail(email), accountKey: toAccountKey(email), address };
  const waitS = await findSignInWait(attempt);
  if (waitS > 0) return { verdict: "throttled", retryAfterS: waitS };
  return inPasswordTurn(async () => {
    const reservation = await reserveSignIn(attempt);
    if (!reservation.isAllowed) return { verdict: "throttled", retryAfterS: reservation.retryAfterS };
    const user = await db.user.findUnique({ where: { email: attempt.email } });
    const isRight = await isPasswordOf(user?.passwordHash ?? null, password);
    if (!user || !isRight || user.disabledAt) return { verdict: "refused", userId: user?.id ?? null };
    await forgiveSignIn(reservation.failureId);
    return { verdict: "accepted", userId: user.id, sessionVersion: user.sessionVersion };
  });
}
