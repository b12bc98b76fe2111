import "server-only";
import { db, Prisma } from "@/lib/db/client";
import type { Cell } from "@/lib/usage/fold-series";
import type { UsageScope } from "@/lib/usage/server/usage-scope";
import { NONE, type UsageGrouping } from "@/lib/usage/usage";

/** Who spent what in the days of a range, and in as many before. */
export type MemberSpending = { userId: string; credits: string; creditsBefore: string };

export type Spending = { cells: Cell[]; members: MemberSpending[] };

type Row = { day: string | null; group: string | null; userId: string | null; credits: string; creditsBefore: string };

const GROUPS: Record<UsageGrouping, Prisma.Sql> = {
  kind: Prisma.sql`CASE e.kind WHEN 'adjustment' THEN 'adjustment' ELSE e.part END`,
  // Of several lookups that share an attempt one paid.
  source: Prisma.sql`coalesce((SELECT l.source FROM lookup l WHERE l.attempt_id = e.attempt_id
    AND l.workspace_id = e.workspace_id AND l.answered_from = 'provider' LIMIT 1), ${NONE})`,
  member: Prisma.sql`coalesce(e.user_id, ${NONE})`,
  key: Prisma.sql`coalesce(a.api_key_id, ${NONE})`,
};
const KEYS = Prisma.sql`JOIN attempt a ON a.id = e.attempt_id AND a.workspace_id = e.workspace_id`;

/**
 * The ledger's charges and adjustments by day of UTC and group, of whose figures are asked for; and by member, of all who may
 * be read. One walk through the ledger, so that both are of one moment, and summed in two steps, the second over few rows.
 * Holds and releases are no spending.
 */
export async function readSpending(scope: UsageScope, by: UsageGrouping): Promise<Spending> {
  const { workspaceId, only, who, range } = scope;
  const rows = await db.$queryRaw<Row[]>`
    SELECT day::text, "group", user_id AS "userId",
           coalesce(sum(credits) FILTER (WHERE is_now), 0)::text AS credits,
           coalesce(sum(credits) FILTER (WHERE NOT is_now), 0)::text AS "creditsBefore"
      FROM (SELECT *, is_now AND (${who}::text IS NULL OR user_id = ${who}) AS is_asked
              FROM (SELECT (e.created_at AT TIME ZONE 'UTC')::date AS day, ${GROUPS[by]} AS "group",
                           coalesce(e.user_id, ${NONE}) AS user_id, e.created_at >= ${range.startsAt} AS is_now,
                           sum(e.credits) AS credits
                      FROM ledger_entry e ${by === "key" ? KEYS : Prisma.empty}
                     WHERE e.workspace_id = ${workspaceId} AND e.kind IN ('charge', 'adjustment')
                       AND e.created_at >= ${range.previousStartsAt} AND e.created_at < ${range.endsAt}
                       AND (${only}::text IS NULL OR e.user_id = ${only})
                     GROUP BY 1, 2, 3, 4) summed) spent
     GROUP BY GROUPING SETS ((is_asked, day, "group"), (user_id))
    HAVING is_asked OR grouping(user_id) = 0`;
  return {
    cells: rows.flatMap(({ day, group, credits }) => (day === null || group === null ? [] : [{ day, group, credits }])),
    members: rows.flatMap(({ userId, credits, creditsBefore }) =>
      userId === null ? [] : [{ userId, credits, creditsBefore }],
    ),
  };
}
