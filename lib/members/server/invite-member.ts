import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { toAccountEmail } from "@/lib/auth/check-credentials";
import { requireRole } from "@/lib/auth/require-role";
import { inTransaction, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { newId } from "@/lib/ids/ids";
import { notifyChanged } from "@/lib/live/notify-changed";
import type { InviteMemberInput } from "@/lib/members/schema";
import type { Actor } from "@/lib/members/server/actor";
import { findPracticeOf } from "@/lib/members/server/find-practice-of";
import { writeInvitation } from "@/lib/members/server/invitation-store";
import { newOneTimeToken, type OneTimeLink } from "@/lib/members/server/one-time-link";

/**
 * Admin: a link by which one person joins this workspace with the role given, once, within seven days, and the practice
 * workspace beside it where that is wanted and the actor is an admin there too. The link is shown now and never again.
 */
export async function inviteMember(actor: Actor, input: InviteMemberInput): Promise<OneTimeLink> {
  requireRole(actor, "admin");
  const { workspaceId, userId, address } = actor;
  const { name = null, role } = input;
  const email = input.email === undefined ? null : toAccountEmail(input.email);
  const { tokenHash, urlAt } = newOneTimeToken();
  const id = newId("invitation");
  return inTransaction(async (tx) => {
    if (email !== null) await refuseMember(tx, workspaceId, email);
    const practice = input.isForPracticeToo ? await findPracticeOf(tx, actor) : null;
    const alsoWorkspaceId = practice?.id ?? null;
    const written = { ...{ id, workspaceId, alsoWorkspaceId, role, name, email }, createdById: userId, tokenHash };
    const expiresAt = await writeInvitation(tx, written);
    if (!expiresAt) throw atEmail("This address is invited already. Make a new link for it in the list.");
    await recordAudit(tx, {
      ...{ workspaceId, actorId: userId, address },
      action: "member.invited",
      subject: id,
      detail: { role, alsoWorkspaceId },
    });
    await notifyChanged(tx, { workspaceId, kind: "member", ids: [id] });
    return { url: urlAt("/invite"), expiresAt: expiresAt.toISOString() };
  });
}

async function refuseMember(tx: Tx, workspaceId: string, email: string): Promise<void> {
  const member = await tx.membership.findFirst({ where: { workspaceId, user: { email } }, select: { userId: true } });
  if (member) throw atEmail("This address belongs to a member already.");
}

function atEmail(sentence: string): AppError {
  return new AppError("invalid_input", "address invited or member already", { fields: { email: sentence } });
}
