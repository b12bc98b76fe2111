import "server-only";
import { db } from "@/lib/db/client";

/** Bills what was found to the calls that asked for it: each job once, whoever comes first. */
export async function billReadyJobs(requestIds: readonly bigint[]): Promise<void> {
  await db.$executeRaw`
    WITH billed AS (
      UPDATE sandbox_enrichment SET billed_at = now()
      WHERE request_id = ANY(${requestIds.map(String)}::bigint[]) AND billed_at IS NULL AND credits_due > 0
      RETURNING team_id, call_id, credits_due
    ), calls AS (
      UPDATE sandbox_request AS r SET credits = r.credits + billed.credits_due FROM billed WHERE r.id = billed.call_id
    )
    UPDATE sandbox_team AS t SET credits_used = t.credits_used + sums.due
    FROM (SELECT team_id, sum(credits_due) AS due FROM billed GROUP BY team_id) AS sums
    WHERE t.id = sums.team_id`;
}
