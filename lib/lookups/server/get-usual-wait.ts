import "server-only";
import { db } from "@/lib/db/client";
import type { UsualWait } from "@/lib/lookups/schema";

/** Fewer say nothing yet. */
const ARRIVALS_MIN = 5;
/** The latest are enough, and bound what one page costs. */
const ARRIVALS_MAX = 500;

type Row = { arrivals: number; medianS: number | null; p90S: number | null };

/**
 * How long phones of this workspace took to arrive, from the answer to the first delivery that brought one, by its own
 * last 90 days. Null below five of them.
 */
export async function getUsualWait(workspaceId: string): Promise<UsualWait | null> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT count(*)::int AS arrivals,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY took)::float8 AS "medianS",
           percentile_cont(0.9) WITHIN GROUP (ORDER BY took)::float8 AS "p90S"
      FROM (SELECT greatest(extract(epoch FROM min(d.received_at) - a.answered_at), 0) AS took
              FROM (SELECT attempt_id, received_at FROM delivery
                     WHERE workspace_id = ${workspaceId} AND received_at > now() - interval '90 days'
                       AND state = 'applied' AND kind = 'phone'
                     ORDER BY received_at DESC LIMIT ${ARRIVALS_MAX}) d
              JOIN attempt a ON a.id = d.attempt_id AND a.answered_at IS NOT NULL
             GROUP BY a.id) arrival`;
  if (!row || row.arrivals < ARRIVALS_MIN || row.medianS === null || row.p90S === null) return null;
  return { medianS: Math.round(row.medianS), p90S: Math.round(row.p90S) };
}
