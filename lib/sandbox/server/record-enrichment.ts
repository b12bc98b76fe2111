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

function idOf([row]: { id: bigint }[]): bigint {
  if (!row) throw new Error("a call was not logged");
  return row.id;
}

export type Recorded =
  { kind: "recorded"; plan: EnrichmentPlan; callId: bigint } | { kind: "out_of_credits"; creditsLeft: number };

type RecordInput = {
  team: SandboxTeam;
  call: LoggedCall & { requestId: bigint };
  asksForPhones: boolean;
  webhookUrl: string | null;
  plan: (pendingIds: ReadonlySet<string>) => EnrichmentPlan;
};

/** The sender gives a callback that is due now ten seconds before the dispatcher takes it up. */
const BEFORE_ANSWER_LEASE_MS = 10_000;

async function pendingReveals(tx: Tx, teamId: string): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT unnest(person_ids) AS id FROM sandbox_enrichment
    WHERE team_id = ${teamId} AND ready_at > now() AND type = 'phone'`;
  return new Set(rows.map(({ id }) => id));
}

/** The bill is for this call's own time: the row is locked, so that no two calls spend the last credit. */
async function lockBalance(tx: Tx, teamId: string): Promise<number> {
  const rows = await tx.$queryRaw<{ left: number }[]>`
    SELECT (credit_limit - credits_used)::float8 AS left FROM sandbox_team WHERE id = ${teamId} FOR UPDATE`;
  return rows[0]?.left ?? 0;
}

async function insertCall(
  tx: Tx,
  call: RecordInput["call"],
  { creditsNow, personIds }: EnrichmentPlan,
): Promise<bigint> {
  const rows = await tx.$queryRaw<{ id: bigint }[]>`
    WITH paid AS (
      UPDATE sandbox_team SET credits_used = credits_used + ${creditsNow} WHERE id = ${call.teamId} AND ${creditsNow} > 0
    )
    INSERT INTO sandbox_request (team_id, endpoint, method, request_id, asked, person_ids, status, fault, credits)
    VALUES (${call.teamId}, ${call.scope}, ${call.method}, ${call.requestId}, ${JSON.stringify(call.asked)}::jsonb,
            ${personIds}::text[], ${call.status}, ${call.fault}, ${creditsNow})
    RETURNING id`;
  return idOf(rows);
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

/** Plans under the team's lock, then writes call, bill, job and callbacks together; or nothing when the credits do not reach. */
export function recordEnrichment(input: RecordInput): Promise<Recorded> {
  const { team, call, asksForPhones } = input;
  return inTransaction(async (tx): Promise<Recorded> => {
    const creditsLeft = await lockBalance(tx, team.id);
    const plan = input.plan(asksForPhones ? await pendingReveals(tx, team.id) : new Set());
    if (creditsLeft < Math.max(1, plan.creditsNow))
      return { kind: "out_of_credits", creditsLeft: Math.max(0, creditsLeft) };
    const callId = await insertCall(tx, call, plan);
    if (plan.job) await insertJob(tx, input, { ...plan.job, callId });
    return { kind: "recorded", plan, callId };
  });
}
