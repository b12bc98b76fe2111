import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { endEverySession } from "@/lib/auth/session-store";
import type { Actor } from "@/lib/members/server/actor";
import { changeAccount } from "@/lib/members/server/change-members";

/** Admin of all their workspaces: ends every session of the member. They may sign in again. Returns how many ended. */
export async function signOutMember(actor: Actor, userId: string): Promise<{ ended: number }> {
  const { workspaceId, address } = actor;
  const told = { ended: 0 };
  await changeAccount(actor, userId, async (tx) => {
    told.ended = (await endEverySession(tx, userId)).ended;
    const audited = { workspaceId, actorId: actor.userId, subject: userId, address };
    await recordAudit(tx, { ...audited, action: "member.signed_out", detail: { sessions: told.ended } });
  });
  return told;
}
