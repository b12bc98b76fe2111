import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { ChangeRoleInput } from "@/lib/members/schema";
import type { Actor } from "@/lib/members/server/actor";
import { changeMember } from "@/lib/members/server/change-members";
import { setRole } from "@/lib/members/server/member-store";

/** Admin: gives a member another role, in force at their next request. Throws `last_admin`. */
export async function changeRole(actor: Actor, { userId, role }: ChangeRoleInput): Promise<void> {
  const { workspaceId, address } = actor;
  await changeMember(actor, userId, async (tx, member) => {
    if (member.role === role) return;
    await setRole(tx, { workspaceId, userId }, role);
    await recordAudit(tx, {
      ...{ workspaceId, actorId: actor.userId, address },
      action: "member.role_changed",
      subject: userId,
      detail: { from: member.role, to: role },
    });
  });
}
