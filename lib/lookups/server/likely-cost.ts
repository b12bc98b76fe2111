import "server-only";
import { Prisma, type Tx } from "@/lib/db/client";
import type { LookupOptions } from "@/lib/lookups/lookup";

const DAYS = 90;
const ENOUGH = 20;
const LATEST_MAX = 500;

/**
 * What a lookup with these options has cost on average: of the latest ones of this workspace that the provider answered and
 * that are settled. Null where there are fewer than twenty.
 */
export async function likelyCost(tx: Tx, workspaceId: string, options: LookupOptions): Promise<Prisma.Decimal | null> {
  const [row] = await tx.$queryRaw<{ count: number; average: Prisma.Decimal | null }[]>`
    SELECT count(*)::int AS count, avg(credits) AS average
      FROM (SELECT l.credits_charged AS credits FROM lookup l
             WHERE l.workspace_id = ${workspaceId} AND l.created_at > now() - make_interval(days => ${DAYS})
               AND l.outcome IN ('matched', 'no_match') AND l.settled_at IS NOT NULL AND l.answered_from = 'provider'
               AND l.phone_state NOT IN ('waiting', 'late') AND l.waterfall_state NOT IN ('waiting', 'late')
               AND l.options @> ${JSON.stringify(options)}::jsonb
             ORDER BY l.created_at DESC LIMIT ${LATEST_MAX}) AS latest`;
  return row && row.count >= ENOUGH && row.average ? new Prisma.Decimal(row.average) : null;
}

/** What so many of them would cost, no more than they can. */
export function likelyTotal(average: Prisma.Decimal, ceiling: Prisma.Decimal, count: number): string {
  return (average.greaterThan(ceiling) ? ceiling : average).times(count).toDecimalPlaces(1).toString();
}
