import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { notifyChanged } from "@/lib/live/notify-changed";
import { takeInvitation, type Invitation } from "@/lib/members/server/invitation-store";
import { addMembership, setActiveWorkspace } from "@/lib/members/server/member-store";

type Guest = { userId: string; email: string; address: string };

/**
 * Makes an account a member by a link, which is used up by it. Throws `not_found` when the link is not open, `forbidden`
 * when it names another address, `conflict` for a member of that workspace; then nothing has changed.
 */
export async function redeemInvitation(tx: Tx, token: string, { userId, email, address }: Guest): Promise<void> {
  const invitation = await takeInvitation(tx, token, userId);
  if (!invitation) throw linkOver();
  if (invitation.email !== null && invitation.email !== email) throw forSomebodyElse();
  const { id, workspaceId, role } = invitation;
  if (!(await addMembership(tx, { workspaceId, userId, role }))) throw isMember();
  await setActiveWorkspace(tx, { workspaceId, userId });
  await openPractice(tx, invitation, userId);
  await recordAudit(tx, {
    workspaceId,
    actorId: userId,
    action: "invitation.used",
    subject: id,
    detail: { role },
    address,
  });
  await notifyChanged(tx, { workspaceId, kind: "member", ids: [userId] });
}

/** A role that the member has there already stays as it is. */
async function openPractice(tx: Tx, { alsoWorkspaceId, role }: Invitation, userId: string): Promise<void> {
  if (alsoWorkspaceId === null) return;
  const practice = await tx.workspace.findFirst({ where: { id: alsoWorkspaceId, kind: "practice" } });
  if (practice) await addMembership(tx, { workspaceId: alsoWorkspaceId, userId, role });
}

/** One sentence for a link that was used, withdrawn or made up, and for one that is too old. */
export function linkOver(): AppError {
  return new AppError("not_found", "one-time link not open", {
    say: "This link does not work. It may have been used, replaced or withdrawn, or be too old: ask an admin for a new one.",
  });
}

function forSomebodyElse(): AppError {
  return new AppError("forbidden", "invitation names another address", {
    say: "This invitation is for another address than your account’s. Ask an admin for one of your own.",
  });
}

function isMember(): AppError {
  return new AppError("conflict", "a member already", {
    say: "Your account belongs to this workspace already. The invitation was not used.",
  });
}
