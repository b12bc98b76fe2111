import "server-only";
import { db } from "@/lib/db/client";
import type { UsageScope } from "@/lib/usage/server/usage-scope";
import { ARRIVAL_KINDS, type ArrivalKind } from "@/lib/usage/usage";
import type { UsageArrival } from "@/lib/usage/usage-report";

/** The latest are enough for a median, and bound what a page costs. */
const ARRIVALS_MAX = 5000;

type Stretch = { from: Date; to: Date };
type Row = { kind: ArrivalKind; arrivals: number; medianS: number; p90S: number };

/** How long results took, from the provider's answer to the first body that brought them, of those that came in the range. */
export async function readArrivals(scope: UsageScope): Promise<UsageArrival[]> {
  const { startsAt, endsAt, previousStartsAt } = scope.range;
  const [now, before] = await Promise.all([
    readStretch(scope, { from: startsAt, to: endsAt }),
    readStretch(scope, { from: previousStartsAt, to: startsAt }),
  ]);
  const of = (rows: readonly Row[], kind: ArrivalKind) => {
    const { arrivals, medianS, p90S } = rows.find((row) => row.kind === kind) ?? NOTHING;
    return { arrivals, medianS, p90S };
  };
  return ARRIVAL_KINDS.map((kind) => ({ kind, now: of(now, kind), before: of(before, kind) }));
}

const NOTHING = { arrivals: 0, medianS: null, p90S: null };

function readStretch({ workspaceId, who }: UsageScope, { from, to }: Stretch): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    SELECT kind, count(*)::int AS arrivals,
           round(percentile_cont(0.5) WITHIN GROUP (ORDER BY took))::int AS "medianS",
           round(percentile_cont(0.9) WITHIN GROUP (ORDER BY took))::int AS "p90S"
      FROM (SELECT d.kind, greatest(extract(epoch FROM min(d.received_at) - a.answered_at), 0)::float8 AS took
              FROM (SELECT attempt_id, kind, received_at FROM delivery
                     WHERE workspace_id = ${workspaceId} AND received_at >= ${from} AND received_at < ${to}
                       AND state = 'applied' AND kind IN ('phone', 'waterfall')
                     ORDER BY received_at DESC LIMIT ${ARRIVALS_MAX}) d
              JOIN attempt a ON a.id = d.attempt_id AND a.workspace_id = ${workspaceId} AND a.answered_at IS NOT NULL
             WHERE ${who}::text IS NULL
                OR EXISTS (SELECT FROM lookup l WHERE l.attempt_id = a.id AND l.workspace_id = ${workspaceId}
                                                  AND l.user_id = ${who})
             GROUP BY a.id, d.kind) arrival
     GROUP BY kind`;
}
