import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { readClientAddress } from "@/lib/auth/current-session";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { env } from "@/lib/env/server";
import { AppError } from "@/lib/errors/app-error";
import type { SwitchWorkspaceInput } from "@/lib/workspaces/schema";

/** Any member may move to another of their workspaces; one that is not theirs is `not_found`, as if it did not exist. */
export async function switchWorkspace(
  viewer: Viewer,
  { workspaceId }: SwitchWorkspaceInput,
  address: string,
): Promise<void> {
  await inTransaction(async (tx) => {
    const kinds = env.PRACTICE === "on" ? ["practice", "live"] : ["live"];
    const membership = await tx.membership.findFirst({
      where: { workspaceId, userId: viewer.userId, workspace: { kind: { in: kinds } } },
    });
    if (!membership) throw new AppError("not_found", `${viewer.userId} is no member of ${workspaceId}`);
    await tx.user.update({ where: { id: viewer.userId }, data: { activeWorkspaceId: workspaceId } });
    await recordAudit(tx, {
      workspaceId,
      actorId: viewer.userId,
      action: "workspace.switched",
      subject: workspaceId,
      detail: { from: viewer.workspaceId },
      address,
    });
  });
}

/** The same, from this request. */
export async function switchWorkspaceHere(viewer: Viewer, input: SwitchWorkspaceInput): Promise<void> {
  await switchWorkspace(viewer, input, await readClientAddress());
}
