import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { periodOf, WORKSPACE_SCOPE } from "@/lib/credits/budget";
import type { CreditUsage } from "@/lib/credits/usage";
import { db } from "@/lib/db/client";

/** Any member: what the workspace was charged since its month began, by the ledger. What is only held is not in it. */
export async function getUsage({ workspaceId }: Viewer, now = new Date()): Promise<CreditUsage> {
  const budget = await db.budget.findUnique({
    where: { workspaceId_scope: { workspaceId, scope: WORKSPACE_SCOPE } },
    select: { resetDay: true },
  });
  const { startsAt } = periodOf(now, budget?.resetDay ?? 1);
  const { _sum } = await db.ledgerEntry.aggregate({
    where: { workspaceId, createdAt: { gte: startsAt }, kind: { in: ["charge", "adjustment"] } },
    _sum: { credits: true },
  });
  return { used: _sum.credits?.toString() ?? "0", since: startsAt.toISOString() };
}
