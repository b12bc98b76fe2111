import "server-only";
import { openApiKey } from "@/lib/api-keys/server/key-place";
import { noteKeyAnswer } from "@/lib/api-keys/server/note-key-answer";
import { pauseKey, POLL_ENDPOINT, type PauseReason } from "@/lib/api-keys/server/pause-key";
import { readArrivesBy } from "@/lib/api-keys/server/webhook-arrival";
import type { CallResult } from "@/lib/apollo/call-result";
import { apolloFor } from "@/lib/apollo/configured";
import type { PollAnswer } from "@/lib/apollo/poll-answer";
import { sha256 } from "@/lib/crypto/digest";
import { db } from "@/lib/db/client";
import { storePolled } from "@/lib/deliveries/server/delivery-store";
import { endPoll } from "@/lib/deliveries/server/end-poll";
import { wakeApplier } from "@/lib/deliveries/server/wake-applier";
import { log } from "@/lib/log/log";
import type { PollOutcome } from "@/lib/lookups/lookup";
import { notePollOutcome, pollAgainIn, type DuePoll } from "@/lib/lookups/server/attempt-poll-store";
import { waitsForSkippedAlone } from "@/lib/lookups/server/was-skipped";

const TIMEOUT_MS = 15_000;
const INTERVAL_MAX_S = 3600;
/** Where the provider names no interval. */
const INTERVAL_S = 30;
/** Phones follow within minutes (docs/apollo-contract.md §0.8). */
const STEADY_FOR_S = 600;

/** `stop`: the next call with this key would fare no better at the moment. */
export type Polled = "go_on" | "stop";

/**
 * Asks once for one result. One that is there is stored as a delivery and applied like any other; one that is not yet
 * there is asked for again after the interval that the provider names, which doubles each time up to an hour; where the
 * webhook cannot be reached, only once ten minutes have passed.
 */
export async function pollAttempt(due: DuePoll): Promise<Polled> {
  const client = apolloFor(due.workspaceKind, openApiKey({ ...due, id: due.apiKeyId }), TIMEOUT_MS);
  const result = await client.getWebhookResult(due.requestId);
  noteKeyAnswer({ id: due.apiKeyId, workspaceId: due.workspaceId }, POLL_ENDPOINT, result);
  await notePollOutcome(db, due, outcomeOf(result));
  if (result.kind === "answered") {
    await takeAnswer(due, result.value);
    return "go_on";
  }
  return backOff(due, result);
}

function outcomeOf(result: CallResult<PollAnswer>): PollOutcome {
  if (result.kind === "refused") return "refused";
  if (result.kind !== "answered") return "no_answer";
  const { state } = result.value;
  return state === "ready" || state === "pending" ? state : "gone";
}

async function takeAnswer(due: DuePoll, answer: PollAnswer): Promise<void> {
  if (answer.state === "pending") return again(due, answer.retryAfterS);
  if (answer.state !== "ready") return endPoll(due, answer.state, () => again(due, INTERVAL_S));
  if (await waitsForSkippedAlone(db, due)) return endPoll(due, "request_unknown", () => again(due, INTERVAL_S));
  const body = answer.callbackBody;
  // First when to ask again: applying it ends that, unless it settles only a part.
  await again(due, INTERVAL_S);
  await storePolled({ attemptId: due.id, body, bodySha256: sha256(body) });
  wakeApplier();
}

async function again(due: DuePoll, intervalS: number): Promise<void> {
  const arrivesBy = await readArrivesBy(due);
  const nextS = arrivesBy === "poll" ? withoutWebhook(due, intervalS) : intervalS * 2 ** Math.min(due.polls - 1, 12);
  await pollAgainIn(db, due, Math.min(INTERVAL_MAX_S, nextS));
}

/** Nothing else will bring it: at the provider's own interval as long as it may come any minute, then ever more rarely. */
function withoutWebhook({ waitedS }: DuePoll, intervalS: number): number {
  return waitedS < STEADY_FOR_S ? intervalS : Math.max(intervalS, waitedS / 4);
}

type Failed = Exclude<CallResult<PollAnswer>, { kind: "answered" }>;

const PAUSES: Partial<Record<Failed["code"], { reason: PauseReason; forS: number }>> = {
  provider_rate_limited: { reason: "rate_limited", forS: 60 },
  // Asking is free, so the key is tried again without anybody having to act.
  key_rejected: { reason: "key_rejected", forS: INTERVAL_MAX_S },
  key_restricted: { reason: "key_restricted", forS: INTERVAL_MAX_S },
};

async function backOff(due: DuePoll, failed: Failed): Promise<Polled> {
  const { id: attemptId, apiKeyId } = due;
  log.warn({ attemptId, apiKeyId, code: failed.code, detail: failed.detail }, "a result could not be asked for");
  const pause = PAUSES[failed.code];
  if (!pause) {
    await again(due, INTERVAL_S);
    return failed.kind === "refused" ? "go_on" : "stop";
  }
  const forS = (failed.kind === "refused" ? failed.retryAfterS : undefined) ?? pause.forS;
  await pauseKey(db, { apiKeyId, endpoint: POLL_ENDPOINT }, { reason: pause.reason, forS });
  await pollAgainIn(db, due, forS);
  return "stop";
}
