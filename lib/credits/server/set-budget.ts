import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { periodOf, WORKSPACE_SCOPE } from "@/lib/credits/budget";
import type { SetBudgetInput } from "@/lib/credits/schema";
import { noteAlerts, openPeriod } from "@/lib/credits/server/budget-store";
import { inTransaction, Prisma, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { notifyChanged } from "@/lib/live/notify-changed";

/**
 * Admin: sets or lifts a limit, in force at once. Lowering it below what is spent and held cancels nothing; new calls
 * wait until they fit again. The workspace's reset day is its members' too.
 */
export async function setBudget(viewer: Viewer, { scope, creditLimit, resetDay }: SetBudgetInput): Promise<void> {
  requireRole(viewer, "admin");
  const { workspaceId, userId } = viewer;
  const limit = creditLimit === null ? null : new Prisma.Decimal(creditLimit);
  await inTransaction(async (tx) => {
    if (scope !== WORKSPACE_SCOPE) await requireMember(tx, workspaceId, scope);
    const budget = { creditLimit: limit, resetDay };
    await tx.budget.upsert({
      where: { workspaceId_scope: { workspaceId, scope } },
      create: { workspaceId, scope, ...budget },
      update: budget,
    });
    await openPeriod(tx, { workspaceId, scope });
    if (scope === WORKSPACE_SCOPE) await lockPeriods(tx, workspaceId);
    await applyToPeriod(tx, { workspaceId, scope, limit, resetDay });
    if (scope === WORKSPACE_SCOPE) await moveResetDay(tx, workspaceId, resetDay);
    await noteAlerts(tx, workspaceId);
    const detail = { scope, creditLimit, resetDay };
    await recordAudit(tx, { workspaceId, actorId: userId, action: "budget.set", subject: scope, detail });
    await notifyChanged(tx, { workspaceId, kind: "budget", ids: [scope] });
  });
}

async function requireMember(tx: Tx, workspaceId: string, userId: string): Promise<void> {
  const member = await tx.membership.findFirst({ where: { workspaceId, userId }, select: { userId: true } });
  if (!member) throw new AppError("not_found", `${userId} is no member of ${workspaceId}`);
}

/** In the order in which holds take them, so that none waits for another in a circle. */
async function lockPeriods(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM budget_period
     WHERE workspace_id = ${workspaceId} AND starts_at <= now() AND ends_at > now() ORDER BY id FOR NO KEY UPDATE`;
}

/** Members' months begin and end with the workspace's. */
async function moveResetDay(tx: Tx, workspaceId: string, resetDay: number): Promise<void> {
  await tx.budget.updateMany({ where: { workspaceId }, data: { resetDay } });
  const { endsAt } = periodOf(new Date(), resetDay);
  await tx.$executeRaw`
    UPDATE budget_period SET ends_at = ${endsAt}
     WHERE workspace_id = ${workspaceId} AND starts_at <= now() AND ends_at > now() AND ends_at <> ${endsAt}`;
}

type NewTerms = { workspaceId: string; scope: string; limit: Prisma.Decimal | null; resetDay: number };

/** The present period takes the new limit, and ends on the new reset day. */
async function applyToPeriod(tx: Tx, { workspaceId, scope, limit, resetDay }: NewTerms): Promise<void> {
  const { endsAt } = periodOf(new Date(), resetDay);
  await tx.$executeRaw`
    UPDATE budget_period
       SET credit_limit = ${limit}::numeric, ends_at = ${endsAt},
           cap = CASE WHEN ${limit}::numeric IS NULL THEN NULL ELSE greatest(${limit}::numeric, held + spent) END
     WHERE workspace_id = ${workspaceId} AND scope = ${scope} AND starts_at <= now() AND ends_at > now()`;
}
