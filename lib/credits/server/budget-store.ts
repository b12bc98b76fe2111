import "server-only";
import { tellAlerts } from "@/lib/credits/server/tell-alerts";
import { periodOf, WORKSPACE_SCOPE, type Period } from "@/lib/credits/budget";
import { Prisma, type Tx } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";

type Scopes = { workspaceId: string; userId: string };

/** `refusedBy`: the scope of the first budget that does not cover it. */
export type BudgetHold = { periodIds: string[] } | { refusedBy: string };

/**
 * Reserves credits in the current period of the workspace's and the member's budget, both or neither. The condition and
 * the sum are one UPDATE, rows locked in order of id: no number of callers overspends. Whoever takes a budget past the
 * share at which admins are told, tells them. After a refusal the caller must let its transaction fail.
 */
export async function holdInBudgets(
  tx: Tx,
  { workspaceId, userId }: Scopes,
  credits: Prisma.Decimal,
): Promise<BudgetHold> {
  const scopes = [WORKSPACE_SCOPE, userId];
  const open = await tryHold(tx, { workspaceId, scopes, credits });
  const refusedBy = open.find(({ isHeld }) => !isHeld)?.scope;
  if (refusedBy !== undefined) return { refusedBy };
  const missing = scopes.filter((scope) => !open.some((period) => period.scope === scope));
  for (const scope of missing) await openPeriod(tx, { workspaceId, scope });
  const opened = missing.length === 0 ? [] : await tryHold(tx, { workspaceId, scopes: missing, credits });
  const isHeld = (scope: string) => opened.some((period) => period.scope === scope && period.isHeld);
  const stillRefused = missing.find((scope) => !isHeld(scope));
  if (stillRefused !== undefined) return { refusedBy: stillRefused };
  const held = [...open, ...opened];
  await tellAlerts(
    tx,
    workspaceId,
    held.filter(({ isAlerted }) => isAlerted),
  );
  return { periodIds: held.map(({ id }) => id) };
}

type ManyHeld = {
  /** How many of the holds are covered; the others are not. */
  count: number;
  periodIds: string[];
  /** The scope of the budget that covers the fewest, where it does not cover all. */
  refusedBy: string | null;
};

/**
 * Reserves as many of `wanted` equal holds as both budgets cover, in one UPDATE under the same lock as its condition: no number
 * of callers overspends.
 */
export async function holdManyInBudgets(
  tx: Tx,
  { workspaceId, userId }: Scopes,
  { credits, wanted }: { credits: Prisma.Decimal; wanted: number },
): Promise<ManyHeld> {
  const scopes = [WORKSPACE_SCOPE, userId];
  const open = await tx.$queryRaw<{ scope: string }[]>`
    SELECT scope FROM budget_period
     WHERE workspace_id = ${workspaceId} AND scope = ANY (${scopes}) AND starts_at <= now() AND ends_at > now()`;
  const missing = scopes.filter((scope) => !open.some((period) => period.scope === scope));
  for (const scope of missing) await openPeriod(tx, { workspaceId, scope });
  const held = await tryHoldMany(tx, { workspaceId, scopes, credits, wanted });
  if (held.length < scopes.length) throw new Error("a budget's period came and went");
  const count = held[0]?.count ?? 0;
  const [fewest] = held.toSorted((a, b) => a.covers - b.covers);
  await tellAlerts(
    tx,
    workspaceId,
    held.filter(({ isAlerted }) => isAlerted),
  );
  return {
    count,
    periodIds: held.map(({ id }) => id),
    refusedBy: count < wanted ? (fewest?.scope ?? null) : null,
  };
}

type TriedMany = { id: string; scope: string; count: number; covers: number; isAlerted: boolean };

/** The open periods, how many holds each covers, and how many were made: the least of these. */
function tryHoldMany(
  tx: Tx,
  { workspaceId, scopes, credits, wanted }: Wanted & { wanted: number },
): Promise<TriedMany[]> {
  return tx.$queryRaw`
    WITH open AS (
      SELECT id, scope, alerted_at, credit_limit, held, spent FROM budget_period
       WHERE workspace_id = ${workspaceId} AND scope = ANY (${scopes}) AND starts_at <= now() AND ends_at > now()
       ORDER BY id FOR NO KEY UPDATE
    ), covers AS (
      SELECT id, CASE WHEN credit_limit IS NULL THEN ${wanted}::int
                      ELSE least(${wanted}::int, greatest(0, floor((credit_limit - held - spent) / ${credits}::numeric))::int) END AS count
        FROM open
    ), covered AS (
      SELECT min(count) AS count FROM covers
    ), held AS (
      UPDATE budget_period p
         SET held = p.held + c.count * ${credits}::numeric,
             alerted_at = CASE WHEN p.alerted_at IS NULL AND c.count > 0
                                AND p.held + p.spent + c.count * ${credits}::numeric >= p.credit_limit * ${alertShare(workspaceId)}
                               THEN now() ELSE p.alerted_at END
        FROM covered c
       WHERE p.id IN (SELECT id FROM open)
         AND (p.credit_limit IS NULL OR c.count = 0 OR p.held + p.spent + c.count * ${credits}::numeric <= p.credit_limit)
      RETURNING p.id, p.alerted_at
    )
    SELECT open.id, open.scope, covered.count, covers.count AS covers,
           open.alerted_at IS NULL AND held.alerted_at IS NOT NULL AS "isAlerted"
      FROM open JOIN covers USING (id) JOIN held USING (id) CROSS JOIN covered ORDER BY open.scope <> ${WORKSPACE_SCOPE}`;
}

type Wanted = { workspaceId: string; scopes: string[]; credits: Prisma.Decimal };
type Tried = { id: string; scope: string; isHeld: boolean; isAlerted: boolean };

/**
 * The periods that are open, the workspace's first, whether each covers it, and whether it passed its alert by this, for
 * the first time. What is open and what is covered are seen in one statement: a period that another caller opens in between
 * is neither, not refused.
 */
function tryHold(tx: Tx, { workspaceId, scopes, credits }: Wanted): Promise<Tried[]> {
  return tx.$queryRaw`
    WITH open AS (
      SELECT id, scope, alerted_at FROM budget_period
       WHERE workspace_id = ${workspaceId} AND scope = ANY (${scopes}) AND starts_at <= now() AND ends_at > now()
       ORDER BY id FOR NO KEY UPDATE
    ), covered AS (
      UPDATE budget_period p
         SET held = p.held + ${credits},
             alerted_at = CASE WHEN p.alerted_at IS NULL AND p.held + p.spent + ${credits} >= p.credit_limit * ${alertShare(workspaceId)}
                               THEN now() ELSE p.alerted_at END
       WHERE p.id IN (SELECT id FROM open) AND (p.credit_limit IS NULL OR p.held + p.spent + ${credits} <= p.credit_limit)
      RETURNING p.id, p.alerted_at
    )
    SELECT open.id, open.scope, covered.id IS NOT NULL AS "isHeld",
           open.alerted_at IS NULL AND covered.alerted_at IS NOT NULL AS "isAlerted"
      FROM open LEFT JOIN covered ON covered.id = open.id ORDER BY open.scope <> ${WORKSPACE_SCOPE}`;
}

/** The part of a limit from which on admins are told. */
export const alertShare = (workspaceId: string) =>
  Prisma.sql`(SELECT budget_alert_percent / 100.0 FROM workspace WHERE id = ${workspaceId})`;

/**
 * Notes which budgets stand past their alert now, after a limit or the share was changed, and tells of those that did not
 * before in this period.
 */
export async function noteAlerts(tx: Tx, workspaceId: string): Promise<void> {
  const alerted = await tx.$queryRaw<{ scope: string }[]>`
    UPDATE budget_period SET alerted_at = now()
     WHERE workspace_id = ${workspaceId} AND starts_at <= now() AND ends_at > now() AND alerted_at IS NULL
       AND held + spent > 0 AND held + spent >= credit_limit * ${alertShare(workspaceId)}
    RETURNING scope`;
  await tellAlerts(tx, workspaceId, alerted);
}

/**
 * Opens the period that the database's clock stands in, unless it is open. Two that open it at once make one row. A member
 * without a reset day of their own has the workspace's.
 */
export async function openPeriod(
  tx: Tx,
  { workspaceId, scope }: { workspaceId: string; scope: string },
): Promise<void> {
  const budgets = await tx.budget.findMany({ where: { workspaceId, scope: { in: [scope, WORKSPACE_SCOPE] } } });
  const budget = budgets.find((own) => own.scope === scope) ?? null;
  const resetDay = (budget ?? budgets[0])?.resetDay ?? 1;
  const [clock] = await tx.$queryRaw<{ now: Date; lastEnd: Date | null }[]>`
    SELECT now() AS now, (SELECT max(ends_at) FROM budget_period
                           WHERE workspace_id = ${workspaceId} AND scope = ${scope}) AS "lastEnd"`;
  if (!clock || (clock.lastEnd !== null && clock.lastEnd > clock.now)) return;
  const limit = budget?.creditLimit ?? null;
  const period = after(periodOf(clock.now, resetDay), clock.lastEnd);
  await tx.budgetPeriod.createMany({
    data: [{ id: newId("budgetPeriod"), workspaceId, scope, ...period, creditLimit: limit, cap: limit }],
    skipDuplicates: true,
  });
}

/** A reset day that was moved leaves no gap and no overlap. */
function after(period: Period, lastEnd: Date | null): Period {
  return lastEnd !== null && lastEnd > period.startsAt ? { ...period, startsAt: lastEnd } : period;
}
