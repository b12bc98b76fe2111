import "server-only";
import { db } from "@/lib/db/client";
import { billReadyJobs } from "@/lib/sandbox/server/bill-ready-jobs";
import type { CallContext } from "@/lib/sandbox/server/call-context";
import { json, jsonText, type SandboxAnswer } from "@/lib/sandbox/server/sandbox-answer";
import { parseRequestId } from "@/lib/sandbox/wire/request-id";

const RETRY_AFTER_MAX_S = 10;
export const KEPT_DAYS = 30;

type JobRow = {
  type: string;
  result: string;
  readyInS: number;
  isExpired: boolean;
  isUnbilled: boolean;
  webhookStatus: string;
  lastDispatchedAt: Date | null;
  failureReason: string | null;
};

async function findJob(teamId: string, requestId: bigint): Promise<JobRow | null> {
  const rows = await db.$queryRaw<JobRow[]>`
    SELECT type, result, extract(epoch FROM ready_at - now())::float8 AS "readyInS",
           created_at < now() - ${KEPT_DAYS} * interval '1 day' AS "isExpired",
           billed_at IS NULL AND credits_due > 0 AS "isUnbilled",
           webhook_status AS "webhookStatus", last_dispatched_at AS "lastDispatchedAt", failure_reason AS "failureReason"
    FROM sandbox_enrichment WHERE team_id = ${teamId} AND request_id = ${requestId}`;
  return rows[0] ?? null;
}

/** The poll with its terminal codes (docs/apollo-contract.md §4). `webhook_status` speaks of delivery alone. */
export async function answerPoll({ pathId, team }: CallContext): Promise<SandboxAnswer> {
  const requestId = parseRequestId(pathId);
  if (requestId === null) return json(400, { error_code: "invalid_request_id" });
  const job = await findJob(team.id, requestId);
  if (!job) return json(404, { error_code: "request_id_unknown" });
  if (job.isExpired) return json(410, { error_code: "request_id_expired" });
  if (job.readyInS > 0) {
    const retryAfterS = Math.min(RETRY_AFTER_MAX_S, Math.ceil(job.readyInS));
    return json(404, { error_code: "result_pending", retry_after_seconds: retryAfterS });
  }
  if (job.isUnbilled) await billReadyJobs([requestId]);
  const head = JSON.stringify({
    request_id: requestId.toString(),
    webhook_status: job.webhookStatus,
    request_type: job.type,
    last_dispatched_at: job.lastDispatchedAt?.toISOString() ?? null,
    failure_reason: job.failureReason,
  });
  return jsonText(200, `${head.slice(0, -1)},"webhook_result":${job.result}}`);
}
