import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { periodOf, WORKSPACE_SCOPE } from "@/lib/credits/budget";
import type { CreditUsage } from "@/lib/credits/usage";
import { db, type Prisma } from "@/lib/db/client";

/**
 * Any member: what the workspace was charged since its month began, by the ledger, and what its budget still covers. What
 * is only held is not used, and not left either.
 */
export async function getUsage({ workspaceId }: Viewer, now = new Date()): Promise<CreditUsage> {
  const budget = await db.budget.findUnique({
    where: { workspaceId_scope: { workspaceId, scope: WORKSPACE_SCOPE } },
    select: { resetDay: true, creditLimit: true },
  });
  const period = periodOf(now, budget?.resetDay ?? 1);
  const [{ _sum }, left] = await Promise.all([
    db.ledgerEntry.aggregate({
      where: { workspaceId, createdAt: { gte: period.startsAt }, kind: { in: ["charge", "adjustment"] } },
      _sum: { credits: true },
    }),
    budget?.creditLimit ? readLeft(workspaceId, { limit: budget.creditLimit, now, until: period.endsAt }) : null,
  ]);
  return { used: _sum.credits?.toString() ?? "0", since: period.startsAt.toISOString(), left };
}

type Limited = { limit: Prisma.Decimal; now: Date; until: Date };

async function readLeft(workspaceId: string, { limit, now, until }: Limited): Promise<CreditUsage["left"]> {
  const period = await db.budgetPeriod.findFirst({
    where: { workspaceId, scope: WORKSPACE_SCOPE, startsAt: { lte: now }, endsAt: { gt: now } },
    select: { spent: true, held: true, endsAt: true },
  });
  const left = period ? limit.minus(period.spent).minus(period.held) : limit;
  return { credits: (left.isNegative() ? 0 : left).toString(), until: (period?.endsAt ?? until).toISOString() };
}
