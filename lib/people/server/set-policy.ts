import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { SetPolicyInput } from "@/lib/people/policies";

/** Admin: sets what answers and deliveries may do to a field from now on. What was taken before stays as it was taken. */
export async function setPolicy(viewer: Viewer, { field, policy }: SetPolicyInput): Promise<void> {
  requireRole(viewer, "admin");
  if (field === "fullName" && policy === "protect")
    throw new AppError("invalid_input", "a name must be fillable", {
      say: "A name is at least filled while there is none: nobody could be told apart without it.",
    });
  const { workspaceId, userId } = viewer;
  const key = { workspaceId, field };
  await inTransaction(async (tx) => {
    await tx.fieldPolicy.upsert({
      where: { workspaceId_field: key },
      create: { ...key, policy },
      update: { policy },
    });
    const detail = { field, policy };
    await recordAudit(tx, { workspaceId, actorId: userId, action: "field_policy.set", subject: workspaceId, detail });
  });
}
