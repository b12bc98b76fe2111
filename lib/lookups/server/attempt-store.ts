import "server-only";
import type { Prisma, Tx } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import { asRows } from "@/lib/db/rows";
import { INSTANCE_ID } from "@/lib/jobs/instance-pulse";
import { addArrivals } from "@/lib/lists/server/add-arrivals";
import { OUTSTANDING_STATES, type AttemptState, type PendingState } from "@/lib/lookups/lookup";
import { refreshPhoneStates } from "@/lib/people/server/refresh-phone-states";

export type NewAttempt = {
  id: string;
  workspaceId: string;
  apiKeyId: string;
  identity: string;
  tokenHash: Uint8Array<ArrayBuffer>;
  request: Prisma.InputJsonObject;
  requestedApolloId: string | null;
  phoneState: PendingState;
  waterfallState: PendingState;
};

/**
 * Writes the attempt with its callback token's hash: `sending`, which must be committed before the call is made, or
 * `reserved` until `sendAfter`. Returns false when an identical one is under way already: the database holds one at most.
 */
export async function createAttempt(tx: Tx, attempt: NewAttempt, sendAfter: Date | null): Promise<boolean> {
  const now = await readClock(tx);
  const state = sendAfter
    ? { state: "reserved", sendAfter }
    : { state: "sending", sends: 1, sentAt: now, sender: INSTANCE_ID };
  const { count } = await tx.attempt.createMany({
    data: [{ ...attempt, ...state, createdAt: now }],
    skipDuplicates: true,
  });
  return count === 1 && (await withdrawLate(tx, attempt.workspaceId, [attempt])).size === 0;
}

/**
 * Takes back those of these attempts for which an identical one came, was carried out and was settled since it was asked whether
 * one is under way: its answer is shared. They are new and unsettled. Returns their ids.
 */
async function withdrawLate(tx: Tx, workspaceId: string, attempts: readonly New[]): Promise<Set<string>> {
  const ids = attempts.map(({ id }) => id);
  // Whoever settled lately is read once, and not for each of them.
  const late = await tx.$queryRaw<{ id: string }[]>`
    WITH settled AS MATERIALIZED (
      SELECT identity FROM attempt
       WHERE workspace_id = ${workspaceId} AND identity = ANY (${attempts.map(({ identity }) => identity)})
         AND state IN ('matched', 'no_match') AND erased_at IS NULL AND settled_at > now() - interval '10 seconds')
    DELETE FROM attempt WHERE id = ANY (${ids}) AND workspace_id = ${workspaceId} AND identity IN (SELECT identity FROM settled)
    RETURNING id`;
  return new Set(late.map(({ id }) => id));
}

type New = Pick<NewAttempt, "id" | "identity">;
type BulkAttempt = Omit<NewAttempt, "tokenHash"> & { bulkCallId: string; position: number };

/**
 * Writes the attempts of bulk calls as `sending`, in one order for everybody. Returns the ids of those that are there: of the
 * others an identical one is under way already.
 */
export async function createBulkAttempts(tx: Tx, attempts: readonly BulkAttempt[]): Promise<Set<string>> {
  const created = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO attempt (id, workspace_id, api_key_id, identity, state, phone_state, waterfall_state, request,
                         requested_apollo_id, created_at, sent_at, sender, sends, bulk_call_id, position)
    SELECT id, "workspaceId", "apiKeyId", identity, 'sending', "phoneState", "waterfallState", request,
           "requestedApolloId", clock_timestamp(), clock_timestamp(), ${INSTANCE_ID}, 1, "bulkCallId", position
      FROM jsonb_to_recordset(${asRows(attempts)})
        AS g (id text, "workspaceId" text, "apiKeyId" text, identity text, "phoneState" text, "waterfallState" text,
              request jsonb, "requestedApolloId" text, "bulkCallId" text, position int)
     ORDER BY identity
    ON CONFLICT DO NOTHING RETURNING id`;
  const isCreated = new Set(created.map(({ id }) => id));
  const written = attempts.filter(({ id }) => isCreated.has(id));
  const late = await withdrawLate(tx, attempts[0]?.workspaceId ?? "", written);
  return new Set(written.flatMap(({ id }) => (late.has(id) ? [] : [id])));
}

type Move = {
  id: string;
  workspaceId: string;
  from: readonly AttemptState[];
  to: AttemptState;
  /** Given: only the sender that holds the attempt's latest claim may move it. */
  sends?: number | undefined;
  set?: Omit<Prisma.AttemptUpdateManyMutationInput, "state" | "phoneState" | "waterfallState">;
};

/** Compare-and-set. Returns false when someone else moved the attempt first; the caller then stops. */
export async function moveAttempt(tx: Tx, { id, workspaceId, from, to, sends, set }: Move): Promise<boolean> {
  const { count } = await tx.attempt.updateMany({
    where: { id, workspaceId, state: { in: [...from] }, ...(sends !== undefined && { sends }) },
    data: { ...set, state: to },
  });
  return count === 1;
}

type Moves = Omit<Move, "id" | "sends"> & { of: readonly { id: string; sends: number }[] };

/** The same of several attempts that one call was made for. Returns the ids of those that were moved. */
export async function moveAttempts(tx: Tx, { workspaceId, of, from, to, set }: Moves): Promise<string[]> {
  const moved = await tx.attempt.updateManyAndReturn({
    where: { workspaceId, state: { in: [...from] }, OR: [...of] },
    data: { ...set, state: to },
    select: { id: true },
  });
  return moved.map(({ id }) => id);
}

type Held = { id: string; isErased: boolean };

/** Holds these attempts until the transaction ends, in one order for everybody. */
export function holdAttempts(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<Held[]> {
  return tx.$queryRaw<Held[]>`
    SELECT id, erased_at IS NOT NULL AS "isErased" FROM attempt
     WHERE workspace_id = ${workspaceId} AND id = ANY (${ids}) ORDER BY id FOR NO KEY UPDATE`;
}

/** What an attempt is to keep of its answer. */
export type AnswerRow = {
  id: string;
  sends: number;
  state: Extract<AttemptState, "matched" | "no_match">;
  requestId: string | null;
  responseStatus: number;
  responseBody: Buffer;
  returnedApolloId: string | null;
  guardScore: number | null;
  guardReasons: readonly string[] | null;
  withheld: unknown;
  pollAt: Date | null;
};

/**
 * Compare-and-set of attempts that were answered, as their latest senders say. Returns the ids of those that were moved;
 * somebody else moved the others first.
 */
export async function moveAnswered(tx: Tx, rows: readonly AnswerRow[], now: Date): Promise<Set<string>> {
  const given = rows.map((row) => ({ ...row, responseBody: row.responseBody.toString("base64") }));
  const moved = await tx.$queryRaw<{ id: string }[]>`
    UPDATE attempt a SET state = g.state, request_id = g."requestId", response_status = g."responseStatus",
           response_body = decode(g."responseBody", 'base64'), answered_at = ${now}, settled_at = ${now},
           returned_apollo_id = coalesce(g."returnedApolloId", a.returned_apollo_id),
           guard_score = g."guardScore", guard_reasons = nullif(g."guardReasons", 'null'),
           withheld = nullif(g.withheld, 'null'), poll_at = g."pollAt",
           error_code = CASE WHEN g.state = 'matched' THEN NULL ELSE a.error_code END,
           error_detail = CASE WHEN g.state = 'matched' THEN NULL ELSE a.error_detail END
      FROM jsonb_to_recordset(${asRows(given)})
        AS g (id text, sends int, state text, "requestId" text, "responseStatus" int, "responseBody" text,
              "returnedApolloId" text, "guardScore" int, "guardReasons" jsonb, withheld jsonb, "pollAt" timestamptz)
     WHERE a.id = g.id AND a.sends = g.sends AND a.state IN ('sending', 'unknown')
    RETURNING a.id`;
  return new Set(moved.map(({ id }) => id));
}

type PendingMove = { id: string; workspaceId: string; phone?: PendingState; waterfall?: PendingState };

/** Ends what is still waited for, and the poll with it. A callback that came first keeps its word. */
export function endWaiting(tx: Tx, { id, ...move }: PendingMove): Promise<void> {
  return endWaitings(tx, { ...move, ids: [id] });
}

/** The same of several attempts. */
export async function endWaitings(
  tx: Tx,
  { ids, workspaceId, phone = null, waterfall = null }: EndOfWaits,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    UPDATE attempt SET
           phone_state = CASE WHEN phone_state = ANY (${OUTSTANDING_STATES}) THEN coalesce(${phone}, phone_state) ELSE phone_state END,
           waterfall_state = CASE WHEN waterfall_state = ANY (${OUTSTANDING_STATES})
                                  THEN coalesce(${waterfall}, waterfall_state) ELSE waterfall_state END
     WHERE id = ANY (${ids}) AND workspace_id = ${workspaceId}
       AND ((phone_state = ANY (${OUTSTANDING_STATES}) AND ${phone}::text IS NOT NULL)
            OR (waterfall_state = ANY (${OUTSTANDING_STATES}) AND ${waterfall}::text IS NOT NULL))`;
  await stopPollings(tx, workspaceId, ids);
}

type EndOfWaits = {
  workspaceId: string;
  ids: readonly string[];
  phone?: PendingState | null;
  waterfall?: PendingState | null;
};

/** Nothing more is asked of the provider once nothing is waited for, a mobile after other phones included. */
export function stopPolling(tx: Tx, { id, workspaceId }: { id: string; workspaceId: string }): Promise<void> {
  return stopPollings(tx, workspaceId, [id]);
}

/** The same of several attempts. */
export async function stopPollings(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<void> {
  const nothing = { notIn: OUTSTANDING_STATES };
  await tx.attempt.updateMany({
    where: {
      ...{ id: { in: [...ids] }, workspaceId, pollAt: { not: null }, holdUntil: null },
      ...{ phoneState: nothing, waterfallState: nothing },
    },
    data: { pollAt: null },
  });
}

/** What is not named stays as it is. */
export type LookupCopy = {
  outcome?: string;
  personId?: string;
  errorCode?: string | null;
  settledAt?: Date;
};
export type SharedLookup = { id: string; userId: string; personId: string | null };

/** The same of one attempt. */
export function copyToLookups(
  tx: Tx,
  { id, workspaceId }: { id: string; workspaceId: string },
  copy: LookupCopy,
): Promise<SharedLookup[]> {
  return copyAllToLookups(tx, workspaceId, [{ ...copy, attemptId: id }]);
}

/**
 * Copies attempts' states, their keys, and what else is given, to every lookup that shares them, and lets their people's phone
 * states follow. A person who is told of becomes known with it. Returns those lookups with who asked and for whom.
 */
export async function copyAllToLookups(
  tx: Tx,
  workspaceId: string,
  copies: readonly (LookupCopy & { attemptId: string })[],
): Promise<SharedLookup[]> {
  if (copies.length === 0) return [];
  const given = copies.map((copy) => ({ ...copy, saysError: copy.errorCode !== undefined }));
  const lookups = await tx.$queryRaw<(SharedLookup & { isTold: boolean })[]>`
    UPDATE lookup l SET phone_state = a.phone_state, waterfall_state = a.waterfall_state, api_key_id = a.api_key_id,
           outcome = coalesce(g.outcome, l.outcome), person_id = coalesce(g."personId", l.person_id),
           error_code = CASE WHEN g."saysError" THEN g."errorCode" ELSE l.error_code END,
           settled_at = coalesce(g."settledAt", l.settled_at)
      FROM jsonb_to_recordset(${asRows(given)})
        AS g ("attemptId" text, outcome text, "personId" text, "errorCode" text, "saysError" boolean, "settledAt" timestamptz)
      JOIN attempt a ON a.id = g."attemptId" AND a.workspace_id = ${workspaceId}
     WHERE l.attempt_id = a.id AND l.attempt_id = ANY (${copies.map(({ attemptId }) => attemptId)})
       AND l.workspace_id = ${workspaceId}
    RETURNING l.id, l.user_id AS "userId", l.person_id AS "personId", g."personId" IS NOT NULL AS "isTold"`;
  const people = lookups.flatMap(({ personId }) => personId ?? []);
  await refreshPhoneStates(tx, workspaceId, people);
  const arrived = lookups.flatMap(({ id, isTold }) => (isTold ? [id] : []));
  if (arrived.length > 0) await addArrivals(tx, { workspaceId, lookupIds: arrived });
  return lookups.map(({ isTold: _, ...lookup }) => lookup);
}
