import "server-only";
import { pauseKey } from "@/lib/api-keys/server/pause-key";
import type { Answered, CallResult, Refused } from "@/lib/apollo/call-result";
import type { MatchAnswer } from "@/lib/apollo/provided";
import { releaseRemainder } from "@/lib/credits/server/settle-attempt-credits";
import type { Tx } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import { notifyChanged } from "@/lib/live/notify-changed";
import { endWaiting, moveAttempt } from "@/lib/lookups/server/attempt-store";
import { answerColumns, publishOutcome } from "@/lib/lookups/server/publish-outcome";
import { MATCH_ENDPOINT } from "@/lib/lookups/server/ready-attempt";
import type { SentAttempt } from "@/lib/lookups/server/settle-attempt";
import { settleFollowers } from "@/lib/lookups/server/settle-followers";

type Failed = Exclude<CallResult<MatchAnswer>, Answered<MatchAnswer>>;

/** Where the provider names no time to wait. */
const RETRY_AFTER_S = 60;
/** A lookup that was put off this long is given up: its rep has long gone on. */
const GIVES_UP_AFTER = "24 hours";

export async function settleNoMatch(tx: Tx, sent: SentAttempt, answered: Answered<MatchAnswer>): Promise<void> {
  const { workspaceId, attemptId, sends } = sent;
  const ref = { id: attemptId, workspaceId };
  const now = await readClock(tx);
  const isOurs = await moveAttempt(tx, {
    ...ref,
    sends,
    from: ["sending", "unknown"],
    to: "no_match",
    set: { ...answerColumns(answered, now), settledAt: now },
  });
  if (!isOurs) return;
  await endWaiting(tx, { ...ref, phone: "not_asked", waterfall: "not_asked" });
  await releaseRemainder(tx, sent, "nobody was found");
  await publishOutcome(tx, sent, { outcome: "no_match", settledAt: now });
  await settleFollowers(tx, ref);
}

const FAILED_STATE = { refused: "rejected", not_sent: "not_sent", unknown: "unknown" } as const;

export async function settleFailed(tx: Tx, sent: SentAttempt, failed: Failed): Promise<void> {
  const { workspaceId, attemptId, sends } = sent;
  const ref = { id: attemptId, workspaceId };
  const now = await readClock(tx);
  const isUnknown = failed.kind === "unknown";
  const detail = failed.kind === "refused" ? (failed.providerMessage ?? failed.detail) : failed.detail;
  const isOurs = await moveAttempt(tx, {
    ...ref,
    sends,
    from: ["sending"],
    to: FAILED_STATE[failed.kind],
    set: {
      errorCode: failed.code,
      errorDetail: detail.slice(0, 2000),
      ...responseColumns(failed, now),
      ...(!isUnknown && { settledAt: now }),
    },
  });
  if (!isOurs) return;
  // It may have been charged and its callback may still come: hold, token and waiting phones stay.
  if (isUnknown) return publishOutcome(tx, sent, { outcome: "unknown", errorCode: failed.code });
  await endWaiting(tx, { ...ref, phone: "not_asked", waterfall: "not_asked" });
  await releaseRemainder(tx, sent, "nothing was bought");
  await publishOutcome(tx, sent, { outcome: "failed", errorCode: failed.code, settledAt: now });
  await settleFollowers(tx, ref);
}

/** A key that the provider does not accept sends nothing more until an admin has acted on it. */
export async function stopKey(tx: Tx, { workspaceId, apiKeyId }: SentAttempt, { code }: Refused): Promise<void> {
  if (code !== "key_rejected" && code !== "key_restricted") return;
  await pauseKey(tx, { apiKeyId, endpoint: MATCH_ENDPOINT }, { reason: code });
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
