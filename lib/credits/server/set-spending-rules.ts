import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import type { SetSpendingRulesInput } from "@/lib/credits/schema";
import { noteAlerts } from "@/lib/credits/server/budget-store";
import { inTransaction, Prisma } from "@/lib/db/client";
import { notifyChanged } from "@/lib/live/notify-changed";

/** Admin: in force for the next lookup. What is held already stays held, and what waits for an approval goes on waiting. */
export async function setSpendingRules(viewer: Viewer, rules: SetSpendingRulesInput): Promise<void> {
  requireRole(viewer, "admin");
  const { workspaceId, userId } = viewer;
  const { freshDays, waterfallEmail, waterfallPhone, approvalAbove, alertPercent } = rules;
  await inTransaction(async (tx) => {
    await tx.workspace.updateMany({
      where: { id: workspaceId },
      data: {
        freshDays,
        waterfallEmailCeiling: waterfallEmail,
        waterfallPhoneCeiling: waterfallPhone,
        approvalAbove: approvalAbove === null ? null : new Prisma.Decimal(approvalAbove),
        budgetAlertPercent: alertPercent,
      },
    });
    await noteAlerts(tx, workspaceId);
    const detail = { freshDays, waterfallEmail, waterfallPhone, approvalAbove, alertPercent };
    await recordAudit(tx, {
      ...{ workspaceId, actorId: userId, action: "spending_rules.set", subject: workspaceId, detail },
    });
    await notifyChanged(tx, { workspaceId, kind: "budget", ids: [workspaceId] });
  });
}
