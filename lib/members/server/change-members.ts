import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import { inTransaction, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { messagesOf } from "@/lib/errors/driver-codes";
import { notifyChanged } from "@/lib/live/notify-changed";
import type { Actor } from "@/lib/members/server/actor";
import { findMember, type FoundMember } from "@/lib/members/server/member-store";

type Change = (tx: Tx, member: FoundMember) => Promise<void>;

/**
 * Admin: changes what a member is in the workspace. Changes of one workspace's members follow one another, and each asks
 * again whether its actor is an admin still: of two who take the role from each other, one comes too late. Throws
 * `last_admin` where no admin who can sign in would be left; the database says so, whoever asks and however.
 */
export async function changeMember(actor: Actor, userId: string, change: Change): Promise<void> {
  requireRole(actor, "admin");
  await keepingAnAdmin(async (tx) => {
    await tx.$queryRaw`SELECT 1 AS locked FROM workspace WHERE id = ${actor.workspaceId} FOR NO KEY UPDATE`;
    await requireStillAdmin(tx, actor);
    await change(tx, await findMember(tx, actor.workspaceId, userId));
    await notifyChanged(tx, { workspaceId: actor.workspaceId, kind: "member", ids: [userId] });
  });
}

/**
 * Admin: the same for what holds wherever the member belongs, such as their password. That takes an admin of every workspace
 * of theirs: else an admin of one could become, by a new password, whoever the member is in another.
 */
export async function changeAccount(actor: Actor, userId: string, change: Change): Promise<void> {
  requireRole(actor, "admin");
  await keepingAnAdmin(async (tx) => {
    await tx.$queryRaw`SELECT 1 AS locked FROM workspace
      WHERE id IN (SELECT workspace_id FROM membership WHERE user_id = ${userId}) OR id = ${actor.workspaceId}
      ORDER BY id FOR NO KEY UPDATE`;
    await requireStillAdmin(tx, actor);
    const member = await findMember(tx, actor.workspaceId, userId);
    const foreign = await tx.$queryRaw<unknown[]>`SELECT 1 FROM membership theirs
      WHERE theirs.user_id = ${userId} AND NOT EXISTS (
        SELECT FROM membership own
         WHERE own.workspace_id = theirs.workspace_id AND own.user_id = ${actor.userId} AND own.role = 'admin') LIMIT 1`;
    if (foreign.length > 0) throw notYours(member);
    await change(tx, member);
    await notifyChanged(tx, { workspaceId: actor.workspaceId, kind: "member", ids: [userId] });
  });
}

async function requireStillAdmin(tx: Tx, { workspaceId, userId }: Actor): Promise<void> {
  const own = await tx.membership.findFirst({
    where: { workspaceId, userId, role: "admin", user: { disabledAt: null } },
    select: { userId: true },
  });
  if (!own) throw new AppError("forbidden", `${userId} is an admin of ${workspaceId} no more`);
}

async function keepingAnAdmin(run: (tx: Tx) => Promise<void>): Promise<void> {
  try {
    await inTransaction(run);
  } catch (error) {
    const isLast = messagesOf(error).some((message) => message.includes("the last active admin of workspace"));
    throw isLast ? new AppError("last_admin", "no other admin could sign in", { cause: error }) : error;
  }
}

function notYours({ name }: FoundMember): AppError {
  return new AppError("forbidden", "the account belongs to workspaces of other admins too", {
    say: `${name} also belongs to a workspace where you are no admin. You can remove them from this one.`,
  });
}
