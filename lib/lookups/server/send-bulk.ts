import "server-only";
import { noteKeyAnswer } from "@/lib/api-keys/server/note-key-answer";
import { pauseKey } from "@/lib/api-keys/server/pause-key";
import { placeMatches, splitBulkAnswer, type BulkAnswer } from "@/lib/apollo/bulk-answer";
import type { Answered, CallResult, Unknown } from "@/lib/apollo/call-result";
import type { MatchAnswer, PersonMatch } from "@/lib/apollo/provided";
import { inTransaction, type Tx } from "@/lib/db/client";
import { createGroupCommit } from "@/lib/db/group-commit";
import { asRows } from "@/lib/db/rows";
import { log } from "@/lib/log/log";
import { BULK_ENDPOINT, type ReadyBulk } from "@/lib/lookups/server/ready-attempt";
import { callOnce, confirmRefusal, toMatchIdentity, toMatchOptions } from "@/lib/lookups/server/send-attempt";
import { settleAttempts, type Settlement } from "@/lib/lookups/server/settle-attempt";
import { settlePatiently } from "@/lib/lookups/server/settle-patiently";
import { stopKey } from "@/lib/lookups/server/settle-unmatched";

/**
 * Of one commit, and commits at once. Eighty people are settled by about as many statements as ten. They hold connections no
 * longer than a lookup of one does; some are left to pages.
 */
const TOGETHER = { rowsMax: 8, flushesMax: 2 };
const TURN_WITHIN_MS = 120_000;
/** What is written along may be all rows of a run. */
const SETTLED_WITHIN_MS = 60_000;
/** Where the provider names no time to wait. */
const RETRY_AFTER_S = 60;

/** What came of the one call, whatever became of each person. */
export type BulkOutcome = CallResult<BulkAnswer>;

/** `alsoWrite`: what the caller has to write in the settling commit, before anything else is locked in it. */
type Along = {
  alsoWrite?: (tx: Tx, outcome: BulkOutcome) => Promise<void>;
  /** Told of the answer as it comes, before it is settled. */
  onAnswer?: (outcome: BulkOutcome) => void;
};

/** Makes the one paid call for all of them, with no transaction open, and settles them in one commit. */
export async function sendBulk(ready: ReadyBulk, { alsoWrite, onAnswer }: Along = {}): Promise<BulkOutcome> {
  const details = ready.people.map(({ identity }) => toMatchIdentity(identity));
  const request = { details, options: toMatchOptions(ready.options, ready.webhookUrl) };
  const outcome = await callOnce(() => ready.client.bulkMatch(request));
  onAnswer?.(outcome);
  noteKeyAnswer({ id: ready.apiKeyId, workspaceId: ready.workspaceId }, BULK_ENDPOINT, outcome);
  const isKeyRefused = await confirmRefusal(ready.client, outcome);
  const bytes = outcome.kind === "answered" ? outcome.rawBody.length : 0;
  await settlePatiently(async () => {
    await settleInTurn({ ready, outcome, isKeyRefused, alsoWrite }, { bytes, timeoutMs: TURN_WITHIN_MS });
  });
  return outcome;
}

type Ended = {
  ready: ReadyBulk;
  outcome: BulkOutcome;
  isKeyRefused: boolean;
  alsoWrite: Along["alsoWrite"];
};

/** Calls of a workspace that were answered while others were being settled are settled together. */
const settleInTurn = createGroupCommit<Ended, true>(async (ended) => {
  const failed = new Map<Ended, Error>();
  const groups = Map.groupBy(ended, ({ ready, outcome: { kind } }) =>
    kind === "answered" ? ready.workspaceId : ready.bulkCallId,
  );
  for (const group of groups.values()) {
    const failure = await settleCalls(group).catch(toError);
    if (!failure) continue;
    // One of them may have kept the others from being settled.
    for (const one of group) {
      const own = group.length === 1 ? failure : await settleCalls([one]).catch(toError);
      if (own) failed.set(one, own);
    }
  }
  return ended.map((one) => failed.get(one) ?? true);
}, TOGETHER);

const toError = (thrown: unknown) => (thrown instanceof Error ? thrown : new Error(String(thrown)));

/** Of one workspace; a call that failed comes alone. */
async function settleCalls(ended: readonly Ended[]): Promise<void> {
  const [first] = ended;
  if (!first) return;
  const { workspaceId } = first.ready;
  await inTransaction(
    async (tx) => {
      for (const { alsoWrite, outcome } of ended) await alsoWrite?.(tx, outcome);
      await settleAttempts(
        tx,
        workspaceId,
        ended.flatMap(({ ready, outcome }) => toSettlements(ready, outcome)),
      );
      await noteAnswers(tx, workspaceId, ended);
      await haltKey(tx, first);
    },
    { timeoutMs: SETTLED_WITHIN_MS },
  );
}

async function noteAnswers(tx: Tx, workspaceId: string, ended: readonly Ended[]): Promise<void> {
  const rows = ended.map(({ ready: { bulkCallId: id }, outcome }) => ({
    ...{ id, state: outcome.kind },
    requestId: outcome.kind === "answered" ? outcome.value.requestId : null,
    billed: outcome.kind === "answered" ? outcome.value.billed : null,
    responseStatus: outcome.kind === "not_sent" ? null : outcome.status,
    errorCode: outcome.kind === "answered" ? null : outcome.code,
  }));
  await tx.$executeRaw`
    UPDATE bulk_call b SET state = g.state, request_id = g."requestId", billed = g.billed, answered_at = clock_timestamp(),
           response_status = g."responseStatus", error_code = g."errorCode"
      FROM jsonb_to_recordset(${asRows(rows)})
        AS g (id text, state text, "requestId" text, billed int, "responseStatus" int, "errorCode" text)
     WHERE b.id = g.id AND b.workspace_id = ${workspaceId}`;
}

async function haltKey(tx: Tx, { ready: { workspaceId, apiKeyId }, outcome, isKeyRefused }: Ended): Promise<void> {
  if (outcome.kind !== "refused") return;
  const place = { apiKeyId, endpoint: BULK_ENDPOINT };
  const forS = outcome.retryAfterS ?? RETRY_AFTER_S;
  if (outcome.code === "provider_rate_limited") await pauseKey(tx, place, { reason: "rate_limited", forS });
  if (isKeyRefused) await stopKey(tx, { ...place, workspaceId }, outcome);
}

/** What the one answer says of each. A failure is that of all of them: none of them is asked for again by itself. */
function toSettlements(ready: ReadyBulk, outcome: BulkOutcome): Settlement[] {
  const { workspaceId, apiKeyId, options } = ready;
  const sent = ready.people.map(({ attemptId, identity }) => ({
    ...{ workspaceId, attemptId, apiKeyId, sends: 1, identity, options },
  }));
  if (outcome.kind !== "answered") return sent.map((one) => ({ sent: one, outcome }));
  const outcomes = partAnswer(ready, outcome);
  const paidFor = new Set<string>();
  return sent.map((one, at) => {
    const own = outcomes[at] ?? lost(outcome);
    const apolloId = own.kind === "answered" && !own.value.noMatch ? own.value.person?.apolloId : undefined;
    // Two who turn out to be one person are one record on the bill.
    const isFree = apolloId !== undefined && paidFor.has(apolloId);
    if (apolloId !== undefined) paidFor.add(apolloId);
    return { sent: one, outcome: own, isFree };
  });
}

function partAnswer(ready: ReadyBulk, answered: Answered<BulkAnswer>): CallResult<MatchAnswer>[] {
  const { matches, requestId, waterfall, phoneEnrichment } = answered.value;
  const { parts, nobody } = splitBulkAnswer(answered.rawBody);
  const { placed, unplaced } = placeMatches(
    ready.people.map(({ identity }) => toMatchIdentity(identity)),
    matches,
  );
  if (unplaced.length > 0)
    log.warn(
      { bulkCallId: ready.bulkCallId, people: unplaced.length },
      "an answer brought people who fit nobody asked for",
    );
  return placed.map((match) => {
    // Somebody came who may have been for this one, and may have been charged.
    if (match === null && unplaced.length > 0) return lost(answered);
    const value = { ...(match ?? NOBODY), requestId, waterfall, phoneEnrichment };
    const rawBody = (match && parts[matches.indexOf(match)]) ?? nobody;
    return { ...answered, value, rawBody };
  });
}

const NOBODY: PersonMatch = { person: null, noMatch: true, noMatchShape: "null", returnedApolloId: null };

function lost({ status, rateLimits, durationMs }: Answered<BulkAnswer>): Unknown {
  const detail = "the answer to the bulk call does not say for certain who belongs to whom";
  return { kind: "unknown", code: "outcome_unknown", detail, status, rawBody: null, rateLimits, durationMs };
}
