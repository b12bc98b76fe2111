import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { endEverySession } from "@/lib/auth/session-store";
import type { Actor } from "@/lib/members/server/actor";
import { changeAccount } from "@/lib/members/server/change-members";
import { setDisabled } from "@/lib/members/server/member-store";

/**
 * Admin of all their workspaces: the account lets nobody in from the next request on. A call that is under way ends and is
 * kept; what is queued is not sent any more. Throws `last_admin`.
 */
export async function disableMember(actor: Actor, userId: string): Promise<void> {
  const { workspaceId, address } = actor;
  await changeAccount(actor, userId, async (tx) => {
    if (!(await setDisabled(tx, userId, true))) return;
    const { ended } = await endEverySession(tx, userId);
    const audited = { workspaceId, actorId: actor.userId, subject: userId, address };
    await recordAudit(tx, { ...audited, action: "member.disabled", detail: { sessions: ended } });
  });
}

/** Admin of all their workspaces: the member may sign in again. The sessions of before stay ended. */
export async function enableMember(actor: Actor, userId: string): Promise<void> {
  const { workspaceId, address } = actor;
  await changeAccount(actor, userId, async (tx) => {
    if (!(await setDisabled(tx, userId, false))) return;
    const audited = { workspaceId, actorId: actor.userId, subject: userId, address };
    await recordAudit(tx, { ...audited, action: "member.enabled" });
  });
}
