import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import type { Role, Viewer } from "@/lib/auth/viewer";
import { periodOf, WORKSPACE_SCOPE } from "@/lib/credits/budget";
import type { BudgetOverview } from "@/lib/credits/budget-overview";
import { db, type Prisma } from "@/lib/db/client";

const ODD_COSTS_SHOWN = 5;

/** Admin: what the workspace and its members may spend, have spent and have held in the period that runs, and the rules. */
export async function getBudgets(viewer: Viewer, now = new Date()): Promise<BudgetOverview> {
  requireRole(viewer, "admin");
  const { workspaceId } = viewer;
  const [workspace, members, rules, oddCosts] = await Promise.all([
    readWorkspaceBudget(workspaceId, now),
    readMembers(workspaceId),
    readRules(workspaceId),
    readOddCosts(workspaceId),
  ]);
  return { workspace, members, rules, oddCosts };
}

type StandingRow = { creditLimit: Prisma.Decimal | null; spent: Prisma.Decimal | null; held: Prisma.Decimal | null };

function toStanding({ creditLimit, spent, held }: StandingRow) {
  return {
    creditLimit: creditLimit?.toString() ?? null,
    spent: spent?.toString() ?? "0",
    held: held?.toString() ?? "0",
  };
}

async function readWorkspaceBudget(workspaceId: string, now: Date): Promise<BudgetOverview["workspace"]> {
  const [budget, period] = await Promise.all([
    db.budget.findUnique({ where: { workspaceId_scope: { workspaceId, scope: WORKSPACE_SCOPE } } }),
    db.budgetPeriod.findFirst({
      where: { workspaceId, scope: WORKSPACE_SCOPE, startsAt: { lte: now }, endsAt: { gt: now } },
    }),
  ]);
  const resetDay = budget?.resetDay ?? 1;
  const { startsAt, endsAt } = period ?? periodOf(now, resetDay);
  const standing = {
    creditLimit: budget?.creditLimit ?? null,
    spent: period?.spent ?? null,
    held: period?.held ?? null,
  };
  return { ...toStanding(standing), resetDay, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
}

type MemberRow = StandingRow & { id: string; name: string; role: Role | null; isActive: boolean };

async function readMembers(workspaceId: string): Promise<BudgetOverview["members"]> {
  const rows = await db.$queryRaw<MemberRow[]>`
    SELECT u.id, u.name, m.role, b.credit_limit AS "creditLimit", p.spent, p.held,
           m.role IS NOT NULL AND u.disabled_at IS NULL AS "isActive"
      FROM "user" u
      LEFT JOIN membership m ON m.workspace_id = ${workspaceId} AND m.user_id = u.id
      LEFT JOIN budget b ON b.workspace_id = ${workspaceId} AND b.scope = u.id
      LEFT JOIN budget_period p ON p.workspace_id = ${workspaceId} AND p.scope = u.id
                               AND p.starts_at <= now() AND p.ends_at > now()
     WHERE (u.disabled_at IS NULL AND m.role IN ('admin', 'rep')) OR p.spent + p.held > 0
     ORDER BY coalesce(p.spent + p.held, 0) DESC, u.name, u.id`;
  return rows.map(({ id, name, role, isActive, ...standing }) => ({
    ...{ id, name, role, isActive },
    ...toStanding(standing),
  }));
}

async function readRules(workspaceId: string): Promise<BudgetOverview["rules"]> {
  const rules = await db.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: {
      ...{ freshDays: true, waterfallEmailCeiling: true, waterfallPhoneCeiling: true },
      ...{ approvalAbove: true, budgetAlertPercent: true },
    },
  });
  return {
    freshDays: rules.freshDays,
    waterfallEmail: rules.waterfallEmailCeiling.toNumber(),
    waterfallPhone: rules.waterfallPhoneCeiling.toNumber(),
    approvalAbove: rules.approvalAbove?.toString() ?? null,
    alertPercent: rules.budgetAlertPercent,
  };
}

type OddRow = { lookupId: string; label: string; reported: string; at: Date };

async function readOddCosts(workspaceId: string): Promise<BudgetOverview["oddCosts"]> {
  const [count, rows] = await Promise.all([
    db.attempt.count({ where: { workspaceId, oddCost: { not: null } } }),
    db.$queryRaw<OddRow[]>`
      SELECT l.id AS "lookupId", l.label, a.odd_cost AS reported, a.created_at AS at
        FROM (SELECT id, odd_cost, created_at FROM attempt
               WHERE workspace_id = ${workspaceId} AND odd_cost IS NOT NULL
               ORDER BY created_at DESC LIMIT ${ODD_COSTS_SHOWN}) a
        JOIN LATERAL (SELECT id, label FROM lookup
                       WHERE workspace_id = ${workspaceId} AND attempt_id = a.id
                       ORDER BY answered_from <> 'provider', created_at, id LIMIT 1) l ON true
       ORDER BY a.created_at DESC`,
  ]);
  return { count, latest: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
}
