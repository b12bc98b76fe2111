import "server-only";
import { secondsUntilAllowed, type SignInFailures, WINDOW_S } from "@/lib/auth/sign-in-allowance";
import { db, inTransaction, type Tx } from "@/lib/db/client";
import { inTime } from "@/lib/db/in-time";
import { newId } from "@/lib/ids/ids";

/** One attempt to sign in. `accountKey` is a keyed digest of the email: what was typed may be a password in the wrong field. */
export type SignInAttempt = { email: string; accountKey: string; address: string };

export type Reservation = { isAllowed: true; failureId: string } | { isAllowed: false; retryAfterS: number };

/** Seconds until this attempt may be checked, without reserving anything: refuses the hopeless before they queue. */
export async function findSignInWait(attempt: SignInAttempt): Promise<number> {
  return secondsUntilAllowed(await inTime(readFailures(db, attempt)));
}

/**
 * Counts the attempt as failed before it is checked, so that a hundred guesses sent at once are a hundred in the count.
 * `forgiveSignIn` takes it back when the password was right.
 */
export function reserveSignIn(attempt: SignInAttempt): Promise<Reservation> {
  return inTransaction(async (tx) => {
    // Always in this order, so that two attempts never wait for each other.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${attempt.accountKey}, 1))`;
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${attempt.address}, 2))`;
    const retryAfterS = secondsUntilAllowed(await readFailures(tx, attempt));
    if (retryAfterS > 0) return { isAllowed: false, retryAfterS };
    const failureId = newId("failure");
    await tx.$executeRaw`insert into sign_in_failure (id, account_key, address, created_at)
      values (${failureId}, ${attempt.accountKey}, ${attempt.address}, clock_timestamp())`;
    return { isAllowed: true, failureId };
  });
}

export async function forgiveSignIn(failureId: string): Promise<void> {
  await db.signInFailure.deleteMany({ where: { id: failureId } });
}

/** Takes back whatever was counted for this account, which no password opens. */
export async function forgiveAttempts(accountKey: string): Promise<void> {
  await db.signInFailure.deleteMany({ where: { accountKey } });
}

type OldFailures = { days: number; max: number };

/** How many failures are older than so many days, up to `max`. They count for a quarter of an hour. */
export async function countOldFailures(tx: Tx, { days, max }: OldFailures): Promise<number> {
  const [counted] = await tx.$queryRaw<{ due: number }[]>`
    select count(*)::int as due from (
      select from sign_in_failure where created_at < now() - make_interval(days => ${days}) limit ${max}) as old`;
  return counted?.due ?? 0;
}

/** Removes up to `max` of them. Returns how many. */
export function removeOldFailures(tx: Tx, { days, max }: OldFailures): Promise<number> {
  return tx.$executeRaw`
    delete from sign_in_failure where id in (
      select id from sign_in_failure where created_at < now() - make_interval(days => ${days}) limit ${max} for update skip locked)`;
}

async function readFailures(tx: Tx, { email, accountKey, address }: SignInAttempt): Promise<SignInFailures> {
  const failures = await tx.$queryRaw<{ ageS: number; isAccount: boolean; isFromHere: boolean }[]>`
    select extract(epoch from clock_timestamp() - created_at)::float8 as "ageS",
           account_key = ${accountKey} as "isAccount", address = ${address} as "isFromHere"
    from sign_in_failure
    where (account_key = ${accountKey} or address = ${address})
      and created_at > clock_timestamp() - make_interval(secs => ${WINDOW_S})`;
  const [familiar] = await tx.$queryRaw<{ isFamiliar: boolean }[]>`
    select exists (
      select 1 from auth_session s join "user" u on u.id = s.user_id
      where u.email = ${email} and s.address = ${address} and s.created_at > now() - interval '30 days'
    ) as "isFamiliar"`;
  return {
    account: failures.filter(({ isAccount }) => isAccount),
    fromHere: failures.filter(({ isFromHere }) => isFromHere),
    isFamiliar: familiar?.isFamiliar ?? false,
  };
}
