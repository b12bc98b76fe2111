import "server-only";
import { ofSameTeam } from "@/lib/api-keys/server/same-team";
import { db } from "@/lib/db/client";
import type { Interval } from "@/lib/lookups/server/quiet-comparisons";
import type { Doubts } from "@/lib/lookups/usage-doubt";

type KeyRef = { id: string; workspaceId: string };

/** `isJudged`: a person said what became of a call in between, and may be wrong. */
export type DoubtsBetween = Doubts & { isJudged: boolean };

/**
 * What may have moved the provider's counter between two comparisons other than our ledger says. Null where the ledger was
 * moved by calls from before the first: then the two cannot be compared.
 */
export async function readDoubts(key: KeyRef, { from, to }: Interval): Promise<DoubtsBetween | null> {
  const { workspaceId } = key;
  const isOurs = ofSameTeam(key);
  const [row] = await db.$queryRaw<(DoubtsBetween & { isDisturbed: boolean })[]>`
    WITH calls AS (
      SELECT a.state = 'no_match' OR (a.state = 'unknown' AND a.decision = 'not_charged' AND a.settled_at <= ${to.takenAt}) AS is_free,
             a.state, a.sent_at > ${from.takenAt} AS is_within, a.decision, a.decided_by_id, a.decided_at,
             a.state <> 'reserved' AND (a.settled_at IS NULL OR a.settled_at > ${to.takenAt}) AS is_open,
             (a.request->>'revealPhoneNumber') IS NOT DISTINCT FROM 'true'
               AND (a.request->>'waterfallPhone') IS DISTINCT FROM 'true' AS asks_phone,
             coalesce('true' IN (a.request->>'waterfallEmail', a.request->>'waterfallPhone'), false) AS asks_waterfall,
             EXISTS (SELECT FROM ledger_entry e WHERE e.attempt_id = a.id AND e.part = 'phone'
                        AND e.kind IN ('charge', 'adjustment') AND e.created_at <= ${to.takenAt}) AS has_phone,
             a.waterfall_state IN ('delivered', 'none_found') OR (a.waterfall_state = 'failed' AND a.state = 'matched') AS has_price
        FROM attempt a
       WHERE a.api_key_id ${isOurs} AND a.workspace_id = ${workspaceId} AND a.sent_at <= ${to.takenAt}
         AND a.state NOT IN ('rejected', 'not_sent')
         AND (a.sent_at > ${from.takenAt} OR a.settled_at IS NULL OR a.settled_at > ${from.takenAt})
    )
    SELECT count(*) FILTER (WHERE is_within AND is_open AND NOT asks_phone AND NOT asks_waterfall)::int AS plain,
           count(*) FILTER (WHERE is_within AND is_open AND asks_phone AND NOT asks_waterfall)::int AS "withPhone",
           count(*) FILTER (WHERE asks_phone AND NOT has_phone AND is_free IS NOT TRUE AND NOT (is_within AND is_open))::int
             + ${from.pending === "" ? 0 : from.pending.split(" ").length}::int AS mobiles,
           count(*) FILTER (WHERE is_within AND state = 'no_match')::int AS misses,
           count(*) FILTER (WHERE asks_waterfall AND (is_open OR NOT has_price) AND is_free IS NOT TRUE)::int AS vague,
           coalesce(bool_or(decided_by_id IS NOT NULL AND decided_at <= ${to.takenAt} AND state = 'unknown'), false) AS "isJudged",
           EXISTS (SELECT FROM ledger_entry e JOIN attempt s ON s.id = e.attempt_id AND s.api_key_id ${isOurs}
                         WHERE e.workspace_id = ${workspaceId} AND e.kind IN ('charge', 'adjustment')
                           AND e.created_at > ${from.takenAt} AND e.created_at <= ${to.takenAt}
                           AND s.sent_at <= ${from.takenAt}) AS "isDisturbed"
      FROM calls`;
  return row && !row.isDisturbed ? row : null;
}
