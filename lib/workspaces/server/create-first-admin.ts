import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { toAccountEmail } from "@/lib/auth/check-credentials";
import type { Tx } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { ensureWorkspaces, lockFirstStart } from "@/lib/workspaces/server/ensure-workspaces";

export type FirstAdmin = { name: string; email: string; passwordHash: string; from: "setup_link" | "environment" };

/** Creates the admin of every first workspace, if nobody exists yet; null when somebody does. Exactly one call ever creates. */
export async function createFirstAdmin(
  tx: Tx,
  { name, email, passwordHash, from }: FirstAdmin,
): Promise<string | null> {
  await lockFirstStart(tx);
  if ((await tx.user.count()) > 0) return null;
  const { liveId, practiceId } = await ensureWorkspaces(tx);
  const workspaceIds = practiceId === null ? [liveId] : [practiceId, liveId];
  const user = await tx.user.create({
    data: {
      id: newId("user"),
      name,
      email: toAccountEmail(email),
      passwordHash,
      activeWorkspaceId: workspaceIds[0] ?? null,
    },
  });
  await tx.membership.createMany({
    data: workspaceIds.map((workspaceId) => ({ workspaceId, userId: user.id, role: "admin" })),
  });
  await recordAudit(tx, { actorId: user.id, action: "setup.completed", subject: user.id, detail: { from } });
  return user.id;
}
