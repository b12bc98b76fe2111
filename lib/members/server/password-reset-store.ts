import "server-only";
import { db, Prisma, type Tx } from "@/lib/db/client";
import { RESET_LASTS_MINUTES } from "@/lib/members/member";
import { hashOfToken } from "@/lib/members/server/one-time-link";

type NewReset = { userId: string; workspaceId: string; createdById: string; tokenHash: Uint8Array<ArrayBuffer> };

/** A new link; the one before is good for nothing. Resolves to its end by the database's clock. */
export async function writePasswordReset(tx: Tx, reset: NewReset): Promise<Date> {
  const { userId, workspaceId, createdById, tokenHash } = reset;
  const [written] = await tx.$queryRaw<{ expiresAt: Date }[]>`
    INSERT INTO password_reset (user_id, workspace_id, created_by_id, token_hash, created_at, expires_at)
    VALUES (${userId}, ${workspaceId}, ${createdById}, ${tokenHash}, now(),
            now() + make_interval(mins => ${RESET_LASTS_MINUTES}))
    ON CONFLICT (user_id) DO UPDATE
       SET workspace_id = excluded.workspace_id, created_by_id = excluded.created_by_id, used_at = NULL,
           token_hash = excluded.token_hash, created_at = excluded.created_at, expires_at = excluded.expires_at
    RETURNING expires_at AS "expiresAt"`;
  if (!written) throw new Error("the link was not written");
  return written.expiresAt;
}

/** Of a `password_reset r` of a `"user" u`: neither used nor too old, for an account in use, made by an admin who is one still. */
const OPEN = Prisma.sql`r.used_at IS NULL AND r.expires_at > now() AND u.disabled_at IS NULL AND EXISTS (
  SELECT FROM membership m JOIN "user" maker ON maker.id = m.user_id
   WHERE m.workspace_id = r.workspace_id AND m.user_id = r.created_by_id AND m.role = 'admin'
     AND maker.disabled_at IS NULL)`;

export type OpenReset = { userId: string; workspaceId: string; createdById: string; name: string; email: string };

const FIELDS = Prisma.sql`u.id AS "userId", r.workspace_id AS "workspaceId", r.created_by_id AS "createdById", u.name, u.email`;

/** What a link opens; null when it was used, replaced or made up, or is too old. */
export async function findOpenReset(token: string): Promise<OpenReset | null> {
  const [found] = await db.$queryRaw<OpenReset[]>`
    SELECT ${FIELDS} FROM password_reset r JOIN "user" u ON u.id = r.user_id
     WHERE r.token_hash = ${hashOfToken(token)} AND ${OPEN}`;
  return found ?? null;
}

/** Uses it up: of any number of callers one gets it, and only while it is open. */
export async function takeReset(tx: Tx, token: string): Promise<OpenReset | null> {
  const [taken] = await tx.$queryRaw<OpenReset[]>`
    UPDATE password_reset r SET used_at = now() FROM "user" u
     WHERE u.id = r.user_id AND r.token_hash = ${hashOfToken(token)} AND ${OPEN}
    RETURNING ${FIELDS}`;
  return taken ?? null;
}
