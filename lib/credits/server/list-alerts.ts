import "server-only";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import { alertShare } from "@/lib/credits/server/budget-store";
import type { BudgetAlert } from "@/lib/credits/usage";
import { db, type Prisma } from "@/lib/db/client";

type Row = Pick<BudgetAlert, "scope" | "name"> & {
  creditLimit: Prisma.Decimal;
  committed: Prisma.Decimal;
  until: Date;
};

/** The workspace's budgets that admins were told of in this period and that still stand past that share. */
export async function listAlerts(workspaceId: string): Promise<BudgetAlert[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT p.scope, u.name, p.credit_limit AS "creditLimit", p.held + p.spent AS committed, p.ends_at AS until
      FROM budget_period p LEFT JOIN "user" u ON u.id = p.scope
     WHERE p.workspace_id = ${workspaceId} AND p.alerted_at IS NOT NULL AND p.ends_at > now() AND p.starts_at <= now()
       AND p.held + p.spent >= p.credit_limit * ${alertShare(workspaceId)}
     ORDER BY p.scope <> ${WORKSPACE_SCOPE}, u.name, p.scope`;
  return rows.map(({ creditLimit, committed, until, ...alert }) => ({
    ...alert,
    creditLimit: creditLimit.toString(),
    committed: committed.toString(),
    until: until.toISOString(),
  }));
}
