import "server-only";
import { STILL_OPEN } from "@/lib/auth/session-store";
import { db } from "@/lib/db/client";
import type { Account } from "@/lib/members/account";
import type { Actor } from "@/lib/members/server/actor";

type SessionRow = { id: string; address: string; createdAt: Date; lastSeenAt: Date };

/** Any viewer: their own name, address and open sessions, the one that asks first. */
export async function getAccount({ userId, sessionId }: Pick<Actor, "userId" | "sessionId">): Promise<Account> {
  const [{ name, email, passwordHash }, rows] = await Promise.all([
    db.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true, email: true, passwordHash: true } }),
    db.$queryRaw<SessionRow[]>`
      SELECT s.id, s.address, s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt"
        FROM auth_session s WHERE s.user_id = ${userId} AND ${STILL_OPEN}
       ORDER BY s.id = ${sessionId} DESC, s.last_seen_at DESC, s.id LIMIT 100`,
  ]);
  const sessions = rows.map(({ id, address, createdAt, lastSeenAt }) => ({
    ...{ id, address, isThis: id === sessionId },
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  }));
  return { name, email, hasPassword: passwordHash !== null, sessions };
}
