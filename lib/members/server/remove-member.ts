import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { leaveLists } from "@/lib/lists/server/leave-lists";
import type { Actor } from "@/lib/members/server/actor";
import { changeMember } from "@/lib/members/server/change-members";
import { removeMembership } from "@/lib/members/server/member-store";
import { releaseOwned } from "@/lib/people/server/owner-store";

/**
 * Admin: takes a member out of this workspace, from their next request on. Their lookups stay in its history, and what they
 * are in other workspaces stays as it is; their private lists go, and the people whom they looked after belong to nobody,
 * which many of them only do some moments later. Throws `last_admin`.
 */
export async function removeMember(actor: Actor, userId: string): Promise<void> {
  const { workspaceId, address } = actor;
  await changeMember(actor, userId, async (tx, { role }) => {
    const lists = await leaveLists(tx, { workspaceId, userId });
    await removeMembership(tx, { workspaceId, userId });
    await recordAudit(tx, {
      ...{ workspaceId, actorId: actor.userId, address },
      action: "member.removed",
      subject: userId,
      detail: { role, lists },
    });
  });
  await releaseOwned({ workspaceId, userId });
}
