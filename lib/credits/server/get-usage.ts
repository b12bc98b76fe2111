import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { periodOf, WORKSPACE_SCOPE } from "@/lib/credits/budget";
import { listAlerts } from "@/lib/credits/server/list-alerts";
import type { CreditUsage } from "@/lib/credits/usage";
import { db, type Prisma } from "@/lib/db/client";

/**
 * Any member: what the workspace was charged since its month began, by the ledger, and what its budget and the viewer's own
 * still cover. What is only held is not used, and not left either. Admins see the budgets that are nearly used up.
 */
export async function getUsage(viewer: Viewer, now = new Date()): Promise<CreditUsage> {
  const { workspaceId, userId } = viewer;
  const [budgets, workspace] = await Promise.all([
    db.budget.findMany({ where: { workspaceId, scope: { in: [WORKSPACE_SCOPE, userId] } } }),
    db.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { budgetAlertPercent: true } }),
  ]);
  const shared = budgets.find(({ scope }) => scope === WORKSPACE_SCOPE);
  const own = budgets.find(({ scope }) => scope === userId);
  const period = periodOf(now, shared?.resetDay ?? 1);
  const asked = { workspaceId, now, until: period.endsAt, alertPercent: workspace.budgetAlertPercent };
  const [{ _sum }, left, ownLeft, alerts] = await Promise.all([
    db.ledgerEntry.aggregate({
      where: { workspaceId, createdAt: { gte: period.startsAt }, kind: { in: ["charge", "adjustment"] } },
      _sum: { credits: true },
    }),
    shared?.creditLimit ? readLeft({ ...asked, scope: WORKSPACE_SCOPE, limit: shared.creditLimit }) : null,
    own?.creditLimit ? readLeft({ ...asked, scope: userId, limit: own.creditLimit }) : null,
    viewer.role === "admin" ? listAlerts(workspaceId) : [],
  ]);
  return { used: _sum.credits?.toString() ?? "0", since: period.startsAt.toISOString(), left, own: ownLeft, alerts };
}

type Limited = {
  workspaceId: string;
  scope: string;
  limit: Prisma.Decimal;
  now: Date;
  until: Date;
  alertPercent: number;
};

async function readLeft({
  workspaceId,
  scope,
  limit,
  now,
  until,
  alertPercent,
}: Limited): Promise<CreditUsage["left"]> {
  const period = await db.budgetPeriod.findFirst({
    where: { workspaceId, scope, startsAt: { lte: now }, endsAt: { gt: now } },
    select: { spent: true, held: true, endsAt: true },
  });
  const left = period ? limit.minus(period.spent).minus(period.held) : limit;
  return {
    credits: (left.isNegative() ? 0 : left).toString(),
    until: (period?.endsAt ?? until).toISOString(),
    isTight: limit.minus(left).greaterThanOrEqualTo(limit.times(alertPercent).dividedBy(100)),
  };
}
