import "server-only";
import { WORKSPACE_SCOPE } from "@/lib/credits/budget";
import { openPeriod } from "@/lib/credits/server/budget-store";
import { Prisma, type Tx } from "@/lib/db/client";

/** A limit of null is no limit. */
export type MemberLimit = { scope: string; creditLimit: string | null };

/** Sets many members' limits at once, in force at once; their months stay the workspace's. */
export async function setMemberLimits(tx: Tx, workspaceId: string, limits: readonly MemberLimit[]): Promise<void> {
  const where = { workspaceId_scope: { workspaceId, scope: WORKSPACE_SCOPE } };
  const workspace = await tx.budget.findUnique({ where, select: { resetDay: true } });
  const resetDay = workspace?.resetDay ?? 1;
  const rows = valuesOf(limits);
  await tx.$executeRaw`
    INSERT INTO budget (workspace_id, scope, credit_limit, reset_day)
    SELECT ${workspaceId}, scope, credit_limit::numeric, ${resetDay} FROM (VALUES ${rows}) AS given (scope, credit_limit)
    ON CONFLICT (workspace_id, scope) DO UPDATE SET credit_limit = excluded.credit_limit, updated_at = now()`;
  for (const { scope } of limits) await openPeriod(tx, { workspaceId, scope });
  await tx.$executeRaw`
    WITH locked AS (
      SELECT id FROM budget_period
       WHERE workspace_id = ${workspaceId} AND starts_at <= now() AND ends_at > now() ORDER BY id FOR NO KEY UPDATE
    )
    UPDATE budget_period p
       SET credit_limit = given.credit_limit::numeric,
           cap = CASE WHEN given.credit_limit IS NULL THEN NULL
                      ELSE greatest(given.credit_limit::numeric, p.held + p.spent) END
      FROM (VALUES ${rows}) AS given (scope, credit_limit)
     WHERE p.id IN (SELECT id FROM locked) AND p.scope = given.scope`;
}

function valuesOf(limits: readonly MemberLimit[]): Prisma.Sql {
  return Prisma.join(limits.map(({ scope, creditLimit }) => Prisma.sql`(${scope}::text, ${creditLimit}::text)`));
}

/** Who shares in a split: the reps whose accounts are in use, in order of name. */
export async function listActiveReps(tx: Tx, workspaceId: string): Promise<{ id: string; name: string }[]> {
  const members = await tx.membership.findMany({
    where: { workspaceId, role: "rep", user: { disabledAt: null } },
    orderBy: [{ user: { name: "asc" } }, { userId: "asc" }],
    select: { user: { select: { id: true, name: true } } },
  });
  return members.map(({ user }) => user);
}
