import "server-only";
import type { Role } from "@/lib/auth/viewer";
import { db, Prisma, type Tx } from "@/lib/db/client";
import { INVITATION_LASTS_DAYS } from "@/lib/members/member";
import { hashOfToken } from "@/lib/members/server/one-time-link";

export type Invitation = {
  id: string;
  workspaceId: string;
  alsoWorkspaceId: string | null;
  role: Role;
  name: string | null;
  email: string | null;
};

const LASTS = Prisma.sql`make_interval(days => ${INVITATION_LASTS_DAYS})`;

/** Of an `invitation i`: whoever made it is an admin there still, and can sign in. An admin who left invites nobody. */
export const MAKER_IS_ADMIN = Prisma.sql`EXISTS (
  SELECT FROM membership m JOIN "user" u ON u.id = m.user_id
   WHERE m.workspace_id = i.workspace_id AND m.user_id = i.created_by_id AND m.role = 'admin' AND u.disabled_at IS NULL)`;

const OPEN = Prisma.sql`i.used_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > now() AND ${MAKER_IS_ADMIN}`;

type New = Invitation & { createdById: string; tokenHash: Uint8Array<ArrayBuffer> };

/** Resolves to its end by the database's clock; null when this address has one here that is neither used nor withdrawn. */
export async function writeInvitation(tx: Tx, invitation: New): Promise<Date | null> {
  const { id, workspaceId, alsoWorkspaceId, role, name, email, createdById, tokenHash } = invitation;
  const [written] = await tx.$queryRaw<{ expiresAt: Date }[]>`
    INSERT INTO invitation (id, workspace_id, also_workspace_id, role, name, email, token_hash, created_by_id, created_at, expires_at)
    VALUES (${id}, ${workspaceId}, ${alsoWorkspaceId}, ${role}, ${name}, ${email}, ${tokenHash}, ${createdById},
            now(), now() + ${LASTS})
    ON CONFLICT DO NOTHING RETURNING expires_at AS "expiresAt"`;
  return written?.expiresAt ?? null;
}

type Renewal = { id: string; workspaceId: string; createdById: string; tokenHash: Uint8Array<ArrayBuffer> };

/** A new link in place of the old one, for another seven days, answered for by whoever makes it. Null when it was used or withdrawn. */
export async function renewToken(tx: Tx, { id, workspaceId, createdById, tokenHash }: Renewal): Promise<Date | null> {
  const [renewed] = await tx.$queryRaw<{ expiresAt: Date }[]>`
    UPDATE invitation SET token_hash = ${tokenHash}, created_by_id = ${createdById}, expires_at = now() + ${LASTS}
     WHERE id = ${id} AND workspace_id = ${workspaceId} AND used_at IS NULL AND withdrawn_at IS NULL
    RETURNING expires_at AS "expiresAt"`;
  return renewed?.expiresAt ?? null;
}

/** False when it was used or withdrawn before. */
export async function endInvitation(
  tx: Tx,
  { id, workspaceId }: { id: string; workspaceId: string },
): Promise<boolean> {
  const ended = await tx.$executeRaw`UPDATE invitation SET withdrawn_at = now()
     WHERE id = ${id} AND workspace_id = ${workspaceId} AND used_at IS NULL AND withdrawn_at IS NULL`;
  return ended === 1;
}

/** The invitation that a link names, while it can be used. Null for a used, withdrawn, expired or made-up one. */
export async function findOpenInvitation(token: string): Promise<(Invitation & { workspaceName: string }) | null> {
  const [found] = await db.$queryRaw<(Invitation & { workspaceName: string })[]>`
    SELECT i.id, i.workspace_id AS "workspaceId", i.also_workspace_id AS "alsoWorkspaceId", i.role, i.name, i.email,
           w.name AS "workspaceName"
      FROM invitation i JOIN workspace w ON w.id = i.workspace_id
     WHERE i.token_hash = ${hashOfToken(token)} AND ${OPEN}`;
  return found ?? null;
}

/** Uses it up: of any number of callers one gets it, and only while it is open. */
export async function takeInvitation(tx: Tx, token: string, userId: string): Promise<Invitation | null> {
  const [taken] = await tx.$queryRaw<Invitation[]>`
    UPDATE invitation i SET used_at = now(), used_by_id = ${userId}
     WHERE i.token_hash = ${hashOfToken(token)} AND ${OPEN}
    RETURNING i.id, i.workspace_id AS "workspaceId", i.also_workspace_id AS "alsoWorkspaceId", i.role, i.name, i.email`;
  return taken ?? null;
}
