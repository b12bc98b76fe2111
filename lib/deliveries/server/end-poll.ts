import "server-only";
import { db, inTransaction } from "@/lib/db/client";
import type { PollAnswer } from "@/lib/apollo/poll-answer";
import { log } from "@/lib/log/log";
import { pollNoMore, type DuePoll } from "@/lib/lookups/server/attempt-poll-store";
import { endWait } from "@/lib/lookups/server/end-wait";
import { mayFollowUnanswered } from "@/lib/lookups/server/may-follow-unanswered";
import { hasSkippedPhone } from "@/lib/lookups/server/was-skipped";

type Never = Exclude<PollAnswer["state"], "ready" | "pending">;

const ENDS = {
  request_unknown: { to: "failed", reason: "Apollo knows nothing of this request" },
  request_invalid: { to: "failed", reason: "Apollo does not accept the request's id" },
  request_expired: { to: "expired", reason: "Apollo no longer keeps the result" },
} as const satisfies Record<Never, { to: "failed" | "expired"; reason: string }>;

const SKIPPED = { to: "failed", reason: "Apollo was fetching them for a request that was not ours" } as const;

/**
 * The provider will never have a result: the wait ends. Not where another team's key was asked with, and not while a
 * call of ours without an answer may be the earlier one whose callback brings the numbers; `again` asks later then.
 */
export async function endPoll(due: DuePoll, state: Never, again: () => Promise<void>): Promise<void> {
  log.warn({ attemptId: due.id, state }, "the provider has no result for an attempt");
  // The webhook may still come; else the wait ends by itself on its last day.
  if (!due.isOwnKey) return pollNoMore(db, due);
  const isSkipped = state === "request_unknown" && (await hasSkippedPhone(db, due));
  if (isSkipped && (await mayFollowUnanswered(db, due))) return again();
  await inTransaction((tx) => endWait(tx, due, isSkipped ? SKIPPED : ENDS[state]));
}
