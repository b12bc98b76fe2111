import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { notifyChanged } from "@/lib/live/notify-changed";
import type { Actor } from "@/lib/members/server/actor";
import { endInvitation, renewToken } from "@/lib/members/server/invitation-store";
import { newOneTimeToken, type OneTimeLink } from "@/lib/members/server/one-time-link";

/** Admin: another link for the same invitation, good for seven days from now; the one before is good for nothing. */
export async function renewInvitation(actor: Actor, id: string): Promise<OneTimeLink> {
  requireRole(actor, "admin");
  const { workspaceId, userId, address } = actor;
  const { tokenHash, urlAt } = newOneTimeToken();
  return inTransaction(async (tx) => {
    const expiresAt = await renewToken(tx, { id, workspaceId, createdById: userId, tokenHash });
    if (!expiresAt) throw gone(id);
    await recordAudit(tx, { workspaceId, actorId: userId, action: "invitation.renewed", subject: id, address });
    await notifyChanged(tx, { workspaceId, kind: "member", ids: [id] });
    return { url: urlAt("/invite"), expiresAt: expiresAt.toISOString() };
  });
}

/** Admin: its link lets nobody in from now on. */
export async function withdrawInvitation(actor: Actor, id: string): Promise<void> {
  requireRole(actor, "admin");
  const { workspaceId, userId, address } = actor;
  await inTransaction(async (tx) => {
    if (!(await endInvitation(tx, { id, workspaceId }))) throw gone(id);
    await recordAudit(tx, { workspaceId, actorId: userId, action: "invitation.withdrawn", subject: id, address });
    await notifyChanged(tx, { workspaceId, kind: "member", ids: [id] });
  });
}

function gone(id: string): AppError {
  return new AppError("not_found", `no open invitation ${id}`, {
    say: "This invitation has been used or withdrawn meanwhile.",
  });
}
