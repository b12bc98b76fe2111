import "server-only";
import { periodOf, WORKSPACE_SCOPE, type Period } from "@/lib/credits/budget";
import type { Prisma } from "@/lib/db/client";
import type { Tx } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";

type Scopes = { workspaceId: string; userId: string };

/** `refusedBy`: the scope of the first budget that does not cover it. */
export type BudgetHold = { periodIds: string[] } | { refusedBy: string };

/**
 * Reserves credits in the current period of the workspace's and the member's budget, both or neither. The condition and
 * the sum are one UPDATE, rows locked in order of id: no number of callers overspends. After a refusal the caller
 * must let its transaction fail.
 */
export async function holdInBudgets(
  tx: Tx,
  { workspaceId, userId }: Scopes,
  credits: Prisma.Decimal,
): Promise<BudgetHold> {
  const scopes = [WORKSPACE_SCOPE, userId];
  const held = await tryHold(tx, { workspaceId, scopes, credits });
  if (held.length === scopes.length) return { periodIds: held.map(({ id }) => id) };
  const covered = new Set(held.map(({ scope }) => scope));
  const current = await currentScopes(tx, workspaceId, scopes);
  const missing = scopes.filter((scope) => !current.has(scope));
  const refused = scopes.find((scope) => current.has(scope) && !covered.has(scope));
  if (refused !== undefined) return { refusedBy: refused };
  for (const scope of missing) await openPeriod(tx, { workspaceId, scope });
  const rest = await tryHold(tx, { workspaceId, scopes: missing, credits });
  const stillRefused = missing.find((scope) => !rest.some((row) => row.scope === scope));
  return stillRefused === undefined
    ? { periodIds: [...held, ...rest].map(({ id }) => id) }
    : { refusedBy: stillRefused };
}

type Wanted = { workspaceId: string; scopes: string[]; credits: Prisma.Decimal };

function tryHold(tx: Tx, { workspaceId, scopes, credits }: Wanted): Promise<{ id: string; scope: string }[]> {
  return tx.$queryRaw`
    UPDATE budget_period SET held = held + ${credits}
     WHERE id IN (SELECT id FROM budget_period
                   WHERE workspace_id = ${workspaceId} AND scope = ANY (${scopes}) AND starts_at <= now() AND ends_at > now()
                   ORDER BY id FOR NO KEY UPDATE)
       AND (credit_limit IS NULL OR held + spent + ${credits} <= credit_limit)
    RETURNING id, scope`;
}

async function currentScopes(tx: Tx, workspaceId: string, scopes: string[]): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ scope: string }[]>`
    SELECT scope FROM budget_period
     WHERE workspace_id = ${workspaceId} AND scope = ANY (${scopes}) AND starts_at <= now() AND ends_at > now()`;
  return new Set(rows.map(({ scope }) => scope));
}

/** Opens the period that the database's clock stands in, unless it is open. Two that open it at once make one row. */
export async function openPeriod(
  tx: Tx,
  { workspaceId, scope }: { workspaceId: string; scope: string },
): Promise<void> {
  const budget = await tx.budget.findUnique({ where: { workspaceId_scope: { workspaceId, scope } } });
  const [clock] = await tx.$queryRaw<{ now: Date; lastEnd: Date | null }[]>`
    SELECT now() AS now, (SELECT max(ends_at) FROM budget_period
                           WHERE workspace_id = ${workspaceId} AND scope = ${scope}) AS "lastEnd"`;
  if (!clock || (clock.lastEnd !== null && clock.lastEnd > clock.now)) return;
  const limit = budget?.creditLimit ?? null;
  const period = after(periodOf(clock.now, budget?.resetDay ?? 1), clock.lastEnd);
  await tx.budgetPeriod.createMany({
    data: [{ id: newId("budgetPeriod"), workspaceId, scope, ...period, creditLimit: limit, cap: limit }],
    skipDuplicates: true,
  });
}

/** A reset day that was moved leaves no gap and no overlap. */
function after(period: Period, lastEnd: Date | null): Period {
  return lastEnd !== null && lastEnd > period.startsAt ? { ...period, startsAt: lastEnd } : period;
}
