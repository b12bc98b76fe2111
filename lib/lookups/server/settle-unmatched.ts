import "server-only";
import { pauseKey } from "@/lib/api-keys/server/pause-key";
import type { Answered, CallResult, Refused } from "@/lib/apollo/call-result";
import type { MatchAnswer } from "@/lib/apollo/provided";
import { releaseRemainders } from "@/lib/credits/server/settle-attempt-credits";
import type { Tx } from "@/lib/db/client";
import { notifyChanged } from "@/lib/live/notify-changed";
import {
  endWaitings,
  moveAnswered,
  moveAttempt,
  moveAttempts,
  type AnswerRow,
} from "@/lib/lookups/server/attempt-store";
import { answerOf, publishOutcome, publishOutcomes } from "@/lib/lookups/server/publish-outcome";
import { MATCH_ENDPOINT } from "@/lib/lookups/server/ready-attempt";
import type { SentAttempt } from "@/lib/lookups/server/settle-attempt";
import { settleAllFollowers } from "@/lib/lookups/server/settle-followers";

type Standing = { workspaceId: string; now: Date };
type Failed = Exclude<CallResult<MatchAnswer>, Answered<MatchAnswer>>;

/** Where the provider names no time to wait. */
const RETRY_AFTER_S = 60;
/** A lookup that was put off this long is given up: its rep has long gone on. */
const GIVES_UP_AFTER = "24 hours";

/** An answer that names nobody, for one attempt. */
export type NoMatch = { sent: SentAttempt; answered: Answered<MatchAnswer> };

export async function settleNoMatch(
  tx: Tx,
  answers: readonly NoMatch[],
  { workspaceId, now }: Standing,
): Promise<void> {
  const moved = await moveAnswered(tx, answers.map(toAnswerRow), now);
  const attemptIds = answers.flatMap(({ sent: { attemptId } }) => (moved.has(attemptId) ? [attemptId] : []));
  await endNothingBought(tx, { workspaceId, attemptIds }, "nobody was found");
  const outcome = { outcome: "no_match", settledAt: now } as const;
  await publishOutcomes(
    tx,
    workspaceId,
    attemptIds.map((attemptId) => ({ ...outcome, attemptId })),
  );
  await settleAllFollowers(tx, workspaceId, attemptIds);
}

function toAnswerRow({ sent: { attemptId, sends }, answered }: NoMatch): AnswerRow {
  const nobody = { returnedApolloId: null, guardScore: null, guardReasons: null, withheld: null, pollAt: null };
  return { id: attemptId, sends, state: "no_match", ...answerOf(answered), ...nobody };
}

type AttemptRefs = { workspaceId: string; attemptIds: readonly string[] };

async function endNothingBought(tx: Tx, { workspaceId, attemptIds }: AttemptRefs, reason: string): Promise<void> {
  await endWaitings(tx, { workspaceId, ids: attemptIds, phone: "not_asked", waterfall: "not_asked" });
  await releaseRemainders(tx, { workspaceId, attemptIds }, reason);
}

const FAILED_STATE = { refused: "rejected", not_sent: "not_sent", unknown: "unknown" } as const;

/** One failure, of the call that was made for all of these attempts. */
export async function settleFailed(
  tx: Tx,
  sent: readonly SentAttempt[],
  { failed, workspaceId, now }: Standing & { failed: Failed },
): Promise<void> {
  const isUnknown = failed.kind === "unknown";
  const detail = failed.kind === "refused" ? (failed.providerMessage ?? failed.detail) : failed.detail;
  const attemptIds = await moveAttempts(tx, {
    ...{ workspaceId, of: sent.map(({ attemptId, sends }) => ({ id: attemptId, sends })) },
    from: ["sending"],
    to: FAILED_STATE[failed.kind],
    set: {
      errorCode: failed.code,
      errorDetail: detail.slice(0, 2000),
      ...responseColumns(failed, now),
      ...(!isUnknown && { settledAt: now }),
    },
  });
  // It may have been charged and its callback may still come: hold, token and waiting phones stay.
  if (!isUnknown) await endNothingBought(tx, { workspaceId, attemptIds }, "nothing was bought");
  const published = isUnknown ? { outcome: "unknown" as const } : { outcome: "failed" as const, settledAt: now };
  await publishOutcomes(
    tx,
    workspaceId,
    attemptIds.map((attemptId) => ({ ...published, attemptId, errorCode: failed.code })),
  );
  if (!isUnknown) await settleAllFollowers(tx, workspaceId, attemptIds);
}

type KeyPlace = { workspaceId: string; apiKeyId: string; endpoint?: string };

/** A key that the provider does not accept sends nothing more until an admin has acted on it. */
export async function stopKey(
  tx: Tx,
  { workspaceId, apiKeyId, endpoint = MATCH_ENDPOINT }: KeyPlace,
  { code }: Refused,
): Promise<void> {
  if (code !== "key_rejected" && code !== "key_restricted") return;
  await pauseKey(tx, { apiKeyId, endpoint }, { reason: code });
  const health = code === "key_rejected" ? "rejected" : "restricted";
  await tx.apiKey.updateMany({ where: { id: apiKeyId, workspaceId }, data: { health } });
  await notifyChanged(tx, { workspaceId, kind: "key", ids: [apiKeyId] });
}

/**
 * Told to wait: nothing was bought. The key pauses for every process, and the attempt goes by itself when the pause is
 * over; its hold stays. False when it was put off for a day already.
 */
export async function deferAttempt(
  tx: Tx,
  sent: SentAttempt,
  { retryAfterS = RETRY_AFTER_S }: Refused,
): Promise<boolean> {
  const { workspaceId, attemptId, apiKeyId, sends } = sent;
  const [attempt] = await tx.$queryRaw<{ isOld: boolean }[]>`
    SELECT created_at < now() - ${GIVES_UP_AFTER}::interval AS "isOld" FROM attempt
     WHERE id = ${attemptId} AND workspace_id = ${workspaceId}`;
  if (!attempt || attempt.isOld) return false;
  const until = await pauseKey(
    tx,
    { apiKeyId, endpoint: MATCH_ENDPOINT },
    { reason: "rate_limited", forS: retryAfterS },
  );
  const isOurs = await moveAttempt(tx, {
    ...{ id: attemptId, workspaceId, sends },
    from: ["sending"],
    to: "reserved",
    set: { sendAfter: until },
  });
  if (isOurs) await publishOutcome(tx, sent, { outcome: "queued", errorCode: "provider_rate_limited" });
  return true;
}

/** What an error answered, kept for whoever has to find out what it meant. */
function responseColumns(failed: Failed, now: Date) {
  if (failed.kind === "not_sent" || failed.rawBody === null) return {};
  return { responseStatus: failed.status, responseBody: new Uint8Array(failed.rawBody), answeredAt: now };
}
