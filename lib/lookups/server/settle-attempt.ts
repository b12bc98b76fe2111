import "server-only";
import type { CallResult } from "@/lib/apollo/call-result";
import type { MatchAnswer } from "@/lib/apollo/provided";
import { inTransaction, type Tx } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import type { LookupIdentity, LookupOptions } from "@/lib/lookups/lookup";
import { forgetAnswer } from "@/lib/lookups/server/attempt-erasure-store";
import { holdAttempts } from "@/lib/lookups/server/attempt-store";
import { settleMatched, type Match } from "@/lib/lookups/server/settle-matched";
import {
  deferAttempt,
  settleFailed,
  settleNoMatch,
  stopKey,
  type NoMatch,
} from "@/lib/lookups/server/settle-unmatched";

export type SentAttempt = {
  workspaceId: string;
  attemptId: string;
  apiKeyId: string;
  /** The sender's claim: one that was overtaken writes nothing. */
  sends: number;
  identity: LookupIdentity;
  options: LookupOptions;
};

/** Writes what came of the call: person, states, ledger and notice in one commit. Settling twice changes nothing. */
export async function settleAttempt(
  sent: SentAttempt,
  outcome: CallResult<MatchAnswer>,
  { isKeyRefused }: { isKeyRefused: boolean },
): Promise<void> {
  await inTransaction(async (tx) => {
    if (outcome.kind === "refused" && outcome.code === "provider_rate_limited") {
      const isDeferred = await deferAttempt(tx, sent, outcome);
      if (isDeferred) return;
    }
    if (isKeyRefused && outcome.kind === "refused") await stopKey(tx, sent, outcome);
    await settleAttempts(tx, sent.workspaceId, [{ sent, outcome }]);
  });
}

export type Settlement = {
  sent: SentAttempt;
  outcome: CallResult<MatchAnswer>;
  /** The same person was found for another of the same call, which pays for both. */
  isFree?: boolean;
};

/**
 * The same of several attempts of one workspace, in about as many statements. Where the outcome is a failure it is that of the
 * one call which was made for all of them.
 */
export async function settleAttempts(tx: Tx, workspaceId: string, settlements: readonly Settlement[]): Promise<void> {
  const held = await holdAttempts(
    tx,
    workspaceId,
    settlements.map(({ sent }) => sent.attemptId),
  );
  const erased = new Set(held.flatMap(({ id, isErased }) => (isErased ? [id] : [])));
  const standing = { workspaceId, now: await readClock(tx), erased };
  const { matches, noMatches, failed } = sortOut(settlements);
  if (matches.length > 0) await settleMatched(tx, matches, standing);
  if (noMatches.length > 0) await settleNoMatch(tx, noMatches, standing);
  for (const { outcome, sent } of failed) await settleFailed(tx, sent, { ...standing, failed: outcome });
  for (const id of erased) await forgetAnswer(tx, { id, workspaceId });
}

function sortOut(settlements: readonly Settlement[]) {
  const matches: Match[] = [];
  const noMatches: NoMatch[] = [];
  const failed = new Map<CallResult<MatchAnswer>, SentAttempt[]>();
  for (const { sent, outcome, isFree = false } of settlements) {
    if (outcome.kind !== "answered") failed.set(outcome, [...(failed.get(outcome) ?? []), sent]);
    else if (outcome.value.person === null || outcome.value.noMatch) noMatches.push({ sent, answered: outcome });
    else matches.push({ sent, answered: outcome, person: outcome.value.person, isFree });
  }
  return { matches, noMatches, failed: [...failed].flatMap(asFailed) };
}

function asFailed([outcome, sent]: [CallResult<MatchAnswer>, SentAttempt[]]) {
  return outcome.kind === "answered" ? [] : [{ outcome, sent }];
}
