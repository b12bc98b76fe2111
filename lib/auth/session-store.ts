import "server-only";
import type { SessionToken } from "@/lib/auth/session-token";
import type { Role, WorkspaceKind } from "@/lib/auth/viewer";
import { db, Prisma, type Tx } from "@/lib/db/client";
import { inTime } from "@/lib/db/in-time";
import { env } from "@/lib/env/server";
import { newId } from "@/lib/ids/ids";
import { log } from "@/lib/log/log";

export type Session = {
  sessionId: string;
  userId: string;
  name: string;
  email: string;
  workspaceId: string;
  workspaceKind: WorkspaceKind;
  role: Role;
};

/** Of an `auth_session s`: it did not end, is not older than 30 days and was used within 14. */
export const STILL_OPEN = Prisma.sql`s.ended_at is null
  and s.created_at > now() - interval '30 days' and s.last_seen_at > now() - interval '14 days'`;

/** Opens a session. Its times are the database's. */
export async function startSession(tx: Tx, { userId, address }: { userId: string; address: string }): Promise<string> {
  const sessionId = newId("session");
  await tx.$executeRaw`insert into auth_session (id, user_id, address, created_at, last_seen_at)
    values (${sessionId}, ${userId}, ${address}, now(), now())`;
  return sessionId;
}

/** Ends a session; its cookie lets nobody in from now on. False when it had ended already. */
export async function endSession(
  tx: Tx,
  { sessionId, userId }: Pick<SessionToken, "sessionId" | "userId">,
): Promise<boolean> {
  const ended = await tx.$executeRaw`update auth_session set ended_at = now()
    where id = ${sessionId} and user_id = ${userId} and ended_at is null`;
  return ended === 1;
}

/**
 * Ends every session of an account and gives it a new version, so that one that is being opened with what was checked
 * before lets nobody in either. Returns how many were open, and the version that new sessions carry.
 */
export async function endEverySession(tx: Tx, userId: string): Promise<{ ended: number; sessionVersion: number }> {
  const [account] = await tx.$queryRaw<{ sessionVersion: number }[]>`
    update "user" set session_version = session_version + 1 where id = ${userId}
    returning session_version as "sessionVersion"`;
  const ended =
    await tx.$executeRaw`update auth_session s set ended_at = now() where user_id = ${userId} and ${STILL_OPEN}`;
  return { ended, sessionVersion: account?.sessionVersion ?? 1 };
}

/**
 * The session that a cookie names, as the database has it at this moment; null when it ended, is older than 30 days or
 * unused for 14, when the account is disabled or of another version, or when it belongs to no workspace. The workspace
 * is the one its user chose last, else a practice one, else the first; the role is that of the membership. Throws
 * `unavailable` when the database says nothing for 2.5 s.
 */
export async function findSession({ sessionId, userId, sessionVersion }: SessionToken): Promise<Session | null> {
  const asked = db.$queryRaw<(Session & { isSeenLongAgo: boolean })[]>`
    select s.id as "sessionId", u.id as "userId", u.name, u.email,
           w.id as "workspaceId", w.kind as "workspaceKind", m.role,
           s.last_seen_at < now() - interval '10 minutes' as "isSeenLongAgo"
    from auth_session s
    join "user" u on u.id = s.user_id
    join membership m on m.user_id = u.id
    join workspace w on w.id = m.workspace_id
    where s.id = ${sessionId} and u.id = ${userId} and u.session_version = ${sessionVersion}
      and ${STILL_OPEN} and u.disabled_at is null
      and (w.kind <> 'practice' or ${env.PRACTICE === "on"})
    order by (w.id = u.active_workspace_id) desc nulls last, (w.kind = 'practice') desc, m.created_at, w.id
    limit 1`;
  const [found] = await inTime(asked);
  if (!found) return null;
  const { isSeenLongAgo, ...session } = found;
  if (isSeenLongAgo) await noteSeen(sessionId);
  return session;
}

type OldSessions = { days: number; max: number };

/** How many sessions began longer ago than so many days, up to `max`. None of thirty and more lets anybody in. */
export async function countOldSessions(tx: Tx, { days, max }: OldSessions): Promise<number> {
  const [counted] = await tx.$queryRaw<{ due: number }[]>`
    select count(*)::int as due from (
      select from auth_session where created_at < now() - make_interval(days => ${days}) limit ${max}) as old`;
  return counted?.due ?? 0;
}

/** Removes up to `max` of them. Returns how many. */
export function removeOldSessions(tx: Tx, { days, max }: OldSessions): Promise<number> {
  return tx.$executeRaw`
    delete from auth_session where id in (
      select id from auth_session where created_at < now() - make_interval(days => ${days}) limit ${max} for update skip locked)`;
}

/** A disk that is full must not keep anybody from reading. */
async function noteSeen(sessionId: string): Promise<void> {
  await db.$executeRaw`update auth_session set last_seen_at = now() where id = ${sessionId}`.catch((error: unknown) => {
    log.warn({ err: error }, "session not noted as seen");
  });
}
