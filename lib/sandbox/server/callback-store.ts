import "server-only";
import { db } from "@/lib/db/client";

export type ClaimedCallback = {
  id: bigint;
  requestId: bigint;
  webhookUrl: string | null;
  body: string;
  isDropped: boolean;
  attempts: number;
  isUnbilled: boolean;
};

export type CallbackOutcome = {
  id: bigint;
  requestId: bigint;
  attempts: number;
  isDelivered: boolean;
  reason: string | null;
  mayRetry: boolean;
};

/** A claim that nobody settled, for its process died, is due again after this time. */
const LEASE_S = 40;
const RETRY_AFTER_S = [10, 60, 300] as const;

/** Takes up to `limit` callbacks that are due, so that no other process takes the same ones. */
export function claimDueCallbacks(limit: number): Promise<ClaimedCallback[]> {
  return db.$queryRaw<ClaimedCallback[]>`
    WITH due AS (
      SELECT id FROM sandbox_callback WHERE due_at <= clock_timestamp() ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    )
    UPDATE sandbox_callback AS c
    SET due_at = clock_timestamp() + ${LEASE_S} * interval '1 second', attempts = c.attempts + 1
    FROM due, sandbox_enrichment AS e
    WHERE c.id = due.id AND e.request_id = c.request_id
    RETURNING c.id, c.request_id AS "requestId", c.webhook_url AS "webhookUrl", c.body, c.is_dropped AS "isDropped", c.attempts,
              e.billed_at IS NULL AND e.credits_due > 0 AS "isUnbilled"`;
}

/** Takes one call's callbacks before they are due. */
export function claimOf(requestId: bigint): Promise<ClaimedCallback[]> {
  return db.$queryRaw<ClaimedCallback[]>`
    UPDATE sandbox_callback AS c
    SET due_at = clock_timestamp() + ${LEASE_S} * interval '1 second', attempts = c.attempts + 1
    FROM sandbox_enrichment AS e
    WHERE c.request_id = ${requestId} AND c.attempts = 0 AND e.request_id = c.request_id
    RETURNING c.id, c.request_id AS "requestId", c.webhook_url AS "webhookUrl", c.body, c.is_dropped AS "isDropped", c.attempts,
              e.billed_at IS NULL AND e.credits_due > 0 AS "isUnbilled"`;
}

/** Milliseconds until something is due; Infinity when nothing is. */
export async function msUntilNextDue(): Promise<number> {
  const rows = await db.$queryRaw<{ ms: number | null }[]>`
    SELECT (extract(epoch FROM min(due_at) - clock_timestamp()) * 1000)::float8 AS ms FROM sandbox_callback`;
  const ms = rows[0]?.ms ?? null;
  return ms === null ? Infinity : Math.max(0, Math.ceil(ms));
}

/** Notes what became of a batch: delivered, to be tried again, or given up. */
export async function settleCallbacks(outcomes: readonly CallbackOutcome[]): Promise<void> {
  await db.$executeRaw`
    WITH outcome AS (
      SELECT o.*, (SELECT coalesce((settings->>'callbackAttempts')::int, 4) FROM sandbox_switch WHERE id = 'current') AS most
      FROM unnest(
        ${outcomes.map(({ id }) => String(id))}::bigint[], ${outcomes.map(({ requestId }) => String(requestId))}::bigint[],
        ${outcomes.map(({ isDelivered }) => isDelivered)}::bool[], ${outcomes.map(({ mayRetry }) => mayRetry)}::bool[],
        ${outcomes.map(({ attempts }) => attempts)}::int[], ${outcomes.map(({ reason }) => reason ?? "")}::text[]
      ) AS o (id, request_id, is_delivered, may_retry, attempts, reason)
    ), settled AS (
      UPDATE sandbox_callback AS c SET
        state = CASE WHEN o.is_delivered THEN 'delivered'
                     WHEN o.may_retry AND o.attempts < coalesce(o.most, 4) THEN 'pending' ELSE 'failed' END,
        due_at = CASE WHEN NOT o.is_delivered AND o.may_retry AND o.attempts < coalesce(o.most, 4)
                      THEN now() + (${[...RETRY_AFTER_S]}::int[])[least(o.attempts, ${RETRY_AFTER_S.length})] * interval '1 second' END
      FROM outcome AS o WHERE c.id = o.id
    )
    UPDATE sandbox_enrichment AS e SET
      webhook_status = CASE WHEN s.is_delivered THEN 'success' ELSE 'failed' END,
      last_dispatched_at = now(), failure_reason = nullif(s.reason, '')
    FROM (SELECT request_id, bool_and(is_delivered) AS is_delivered, max(reason) AS reason FROM outcome GROUP BY request_id) AS s
    WHERE e.request_id = s.request_id`;
}
