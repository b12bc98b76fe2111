import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import type { UndoSplitInput } from "@/lib/credits/schema";
import { noteAlerts } from "@/lib/credits/server/budget-store";
import { setMemberLimits } from "@/lib/credits/server/member-limits";
import { inTransaction, type Tx } from "@/lib/db/client";
import { notifyChanged } from "@/lib/live/notify-changed";

/**
 * Admin: gives members the limits back that they had before a split, all in one. Whoever's limit was changed since, or who
 * has left, keeps what they have. Returns how many were given back.
 */
export async function undoSplit(viewer: Viewer, { share, limits }: UndoSplitInput): Promise<{ restored: number }> {
  requireRole(viewer, "admin");
  const { workspaceId, userId } = viewer;
  return inTransaction(async (tx) => {
    const untouched = await lockUntouched(tx, { workspaceId, share });
    const restored = limits.filter(({ scope }) => untouched.has(scope));
    if (restored.length === 0) return { restored: 0 };
    await setMemberLimits(tx, workspaceId, restored);
    await noteAlerts(tx, workspaceId);
    const detail = { share, members: restored.length };
    await recordAudit(tx, {
      ...{ workspaceId, actorId: userId, action: "budget.split_undone", subject: WORKSPACE_SCOPE, detail },
    });
    await notifyChanged(tx, { workspaceId, kind: "budget", ids: restored.map(({ scope }) => scope) });
    return { restored: restored.length };
  });
}

/** Members whose limit is still the one that the split set. */
async function lockUntouched(
  tx: Tx,
  { workspaceId, share }: { workspaceId: string; share: string },
): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ scope: string }[]>`
    SELECT b.scope FROM budget b JOIN membership m ON m.workspace_id = b.workspace_id AND m.user_id = b.scope
     WHERE b.workspace_id = ${workspaceId} AND b.credit_limit = ${share}::numeric ORDER BY b.scope FOR UPDATE OF b`;
  return new Set(rows.map(({ scope }) => scope));
}
