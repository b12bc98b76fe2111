import "server-only";
import { noteKeyAnswer } from "@/lib/api-keys/server/note-key-answer";
import { pauseKey } from "@/lib/api-keys/server/pause-key";
import { placeMatches, splitBulkAnswer, type BulkAnswer } from "@/lib/apollo/bulk-answer";
import type { Answered, CallResult, Unknown } from "@/lib/apollo/call-result";
import type { MatchAnswer, PersonMatch } from "@/lib/apollo/provided";
import { inTransaction, type Tx } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import { createLanes } from "@/lib/db/lanes";
import { log } from "@/lib/log/log";
import { BULK_ENDPOINT, type ReadyBulk } from "@/lib/lookups/server/ready-attempt";
import { callOnce, confirmRefusal, toMatchIdentity, toMatchOptions } from "@/lib/lookups/server/send-attempt";
import { settleAttempts, type Settlement } from "@/lib/lookups/server/settle-attempt";
import { settlePatiently } from "@/lib/lookups/server/settle-patiently";
import { stopKey } from "@/lib/lookups/server/settle-unmatched";

/** A settlement of ten holds a connection no longer than one of one; some are left to pages. */
const inLane = createLanes({ lanesMax: 4, waitMaxMs: 120_000 });
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
  await settlePatiently(() =>
    inLane(() =>
      inTransaction(async (tx) => {
        await alsoWrite?.(tx, outcome);
        await settleBulk(tx, ready, { outcome, isKeyRefused });
      }),
    ),
  );
  return outcome;
}

type Ended = { outcome: BulkOutcome; isKeyRefused: boolean };

async function settleBulk(tx: Tx, ready: ReadyBulk, { outcome, isKeyRefused }: Ended): Promise<void> {
  const { workspaceId, bulkCallId: id, apiKeyId } = ready;
  await settleAttempts(tx, workspaceId, toSettlements(ready, outcome));
  const answeredAt = await readClock(tx);
  const answer = outcome.kind === "answered" ? outcome.value : null;
  await tx.bulkCall.updateMany({
    where: { id, workspaceId },
    data: {
      ...{ state: outcome.kind, requestId: answer?.requestId ?? null, billed: answer?.billed ?? null, answeredAt },
      responseStatus: outcome.kind === "not_sent" ? null : outcome.status,
      errorCode: outcome.kind === "answered" ? null : outcome.code,
    },
  });
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
