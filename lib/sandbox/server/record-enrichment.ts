import "server-only";
import { db, inTransaction, type Tx } from "@/lib/db/client";
import type { SandboxTeam } from "@/lib/sandbox/server/open-call";
import type { EnrichmentPlan, PlannedJob } from "@/lib/sandbox/server/plan-enrichment";

export type LoggedCall = {
  teamId: string;
  scope: string;
  method: string;
  asked: Record<string, unknown>;
  status: number;
  fault: string | null;
  requestId: bigint | null;
};

/** A call that cost nothing. */
export async function logCall({ teamId, scope, method, asked, status, fault, requestId }: LoggedCall): Promise<bigint> {
  const rows = await db.$queryRaw<{ id: bigint }[]>`
    INSERT INTO sandbox_request (team_id, endpoint, method, request_id, asked, person_ids, status, fault)
    VALUES (${teamId}, ${scope}, ${method}, ${requestId}, ${JSON.stringify(asked)}::jsonb, '{}', ${status}, ${fault})
    RETURNING id`;
  return idOf(rows);
}

/** Whether this very question got a 429 at least so long ago, within the last ten minutes. */
export async function wasLimitedBefore({ teamId, scope, asked }: LoggedCall, waitS: number): Promise<boolean> {
  const [row] = await db.$queryRaw<{ was: boolean }[]>`
    SELECT count(*) > 0 AS was FROM sandbox_request
     WHERE team_id = ${teamId} AND endpoint = ${scope} AND status = 429 AND asked = ${JSON.stringify(asked)}::jsonb
       AND received_at < now() - make_interval(secs => ${waitS}::double precision)
       AND received_at > now() - interval '10 minutes'`;
  return row?.was === true;
}

function idOf([row]: { id: bigint }[]): bigint {
  if (!row) throw new Error("a call was not logged");
  return row.id;
}

export type Recorded = { kind: "recorded"; plan: EnrichmentPlan; callId: bigint } | { kind: "out_of_credits" };

type RecordInput = {
  team: SandboxTeam;
  call: LoggedCall & { requestId: bigint };
  /** Of whom a phone is asked for. */
  revealIds: readonly string[];
  webhookUrl: string | null;
  plan: (pendingIds: ReadonlySet<string>) => EnrichmentPlan;
};

/** The sender gives a callback that is due now ten seconds before the dispatcher takes it up. */
const BEFORE_ANSWER_LEASE_MS = 10_000;

/** The team's row is locked meanwhile, so that of two reveals at once for one person the second one sees the first. */
async function lockPendingReveals(tx: Tx, teamId: string, revealIds: readonly string[]): Promise<Set<string>> {
  await tx.$queryRaw`SELECT 1 FROM sandbox_team WHERE id = ${teamId} FOR UPDATE`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT unnest(person_ids) AS id FROM sandbox_enrichment
    WHERE team_id = ${teamId} AND ready_at > now() AND type = 'phone' AND person_ids && ${[...revealIds]}::text[]`;
  return new Set(rows.map(({ id }) => id));
}

/** Bills and logs in one statement; null when the credits do not reach, of which at least one must be left. */
async function payCall(tx: Tx, call: RecordInput["call"], plan: EnrichmentPlan): Promise<bigint | null> {
  const { creditsNow, personIds } = plan;
  const rows = await tx.$queryRaw<{ id: bigint }[]>`
    WITH paid AS (
      UPDATE sandbox_team SET credits_used = credits_used + ${creditsNow}
      WHERE id = ${call.teamId} AND credit_limit - credits_used >= ${Math.max(1, creditsNow)}
      RETURNING id
    )
    INSERT INTO sandbox_request (team_id, endpoint, method, request_id, asked, person_ids, status, fault, credits)
    SELECT id, ${call.scope}, ${call.method}, ${call.requestId}::bigint, ${JSON.stringify(call.asked)}::jsonb,
           ${personIds}::text[], ${call.status}::int, ${call.fault}, ${creditsNow}
    FROM paid RETURNING id`;
  return rows[0]?.id ?? null;
}

async function insertJob(tx: Tx, input: RecordInput, job: PlannedJob & { callId: bigint }): Promise<void> {
  const { team, call, webhookUrl } = input;
  const lead = job.isBeforeAnswer ? BEFORE_ANSWER_LEASE_MS : 0;
  await tx.$executeRaw`
    WITH job AS (
      INSERT INTO sandbox_enrichment (request_id, team_id, call_id, type, person_ids, result, ready_at, credits_due)
      VALUES (${call.requestId}, ${team.id}, ${job.callId}, ${job.type}, ${job.personIds}::text[], ${job.result},
              clock_timestamp() + ${job.readyAfterMs} * interval '1 millisecond', ${job.creditsDue})
      RETURNING request_id
    )
    INSERT INTO sandbox_callback (request_id, webhook_url, body, is_dropped, due_at)
    SELECT job.request_id, ${webhookUrl}, c.body, c.is_dropped, clock_timestamp() + c.after_ms * interval '1 millisecond'
    FROM job, unnest(
      ${job.callbacks.map(({ body }) => body)}::text[],
      ${job.callbacks.map(({ isDropped }) => isDropped)}::bool[],
      ${job.callbacks.map(({ afterMs }) => afterMs + lead)}::int[]
    ) AS c (body, is_dropped, after_ms)`;
}

async function record(tx: Tx, input: RecordInput, plan: EnrichmentPlan): Promise<Recorded> {
  const callId = await payCall(tx, input.call, plan);
  if (callId === null) return { kind: "out_of_credits" };
  if (plan.job) await insertJob(tx, input, { ...plan.job, callId });
  return { kind: "recorded", plan, callId };
}

/** Writes call, bill, job and callbacks together; or nothing when the credits do not reach. */
export function recordEnrichment(input: RecordInput): Promise<Recorded> {
  const { team, revealIds } = input;
  const plan = input.plan(new Set());
  // Without a job there is one statement to run, which needs no transaction around it.
  if (!plan.job && revealIds.length === 0) return record(db, input, plan);
  return inTransaction(async (tx) => {
    const isReveal = revealIds.length > 0;
    return record(tx, input, isReveal ? input.plan(await lockPendingReveals(tx, team.id, revealIds)) : plan);
  });
}
