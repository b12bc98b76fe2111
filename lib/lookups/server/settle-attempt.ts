import "server-only";
import type { Answered as AnsweredCall, CallResult } from "@/lib/apollo/call-result";
import type { MatchAnswer, ProvidedPerson } from "@/lib/apollo/provided";
import { chargeProfile, releaseRemainder } from "@/lib/credits/server/settle-attempt-credits";
import { inTransaction, type Tx } from "@/lib/db/client";
import type { ErrorCode } from "@/lib/errors/errors";
import { notifyChanged } from "@/lib/live/notify-changed";
import type { LookupIdentity, LookupOptions, LookupOutcome } from "@/lib/lookups/lookup";
import { judgeMatch, WEAK_BELOW, type GuardVerdict } from "@/lib/lookups/match-guard";
import { copyToLookups, endWaiting, moveAttempt } from "@/lib/lookups/server/attempt-store";
import { describeWithheld } from "@/lib/lookups/withheld";
import { notePhoneState } from "@/lib/people/server/merge-delivered";
import { mergeProvidedPerson } from "@/lib/people/server/merge-person";

export type SentAttempt = {
  workspaceId: string;
  userId: string;
  attemptId: string;
  identity: LookupIdentity;
  options: LookupOptions;
};

type MatchOutcome = CallResult<MatchAnswer>;
type Answered = AnsweredCall<MatchAnswer>;

/** Writes what came of the call: person, states, ledger and notice in one commit. Settling twice changes nothing. */
export async function settleAttempt(sent: SentAttempt, outcome: MatchOutcome): Promise<void> {
  await inTransaction(async (tx) => {
    if (outcome.kind !== "answered") await settleFailed(tx, sent, outcome);
    else if (outcome.value.person === null || outcome.value.noMatch) await settleNoMatch(tx, sent, outcome);
    else await settleMatched(tx, sent, { answered: outcome, person: outcome.value.person });
  });
}

async function settleMatched(
  tx: Tx,
  sent: SentAttempt,
  { answered, person }: { answered: Answered; person: ProvidedPerson },
): Promise<void> {
  const ref = { id: sent.attemptId, workspaceId: sent.workspaceId };
  const now = new Date();
  const verdict = judgeMatch(sent.identity, toAnswered(person));
  const withheld = describeWithheld(sent.options, answered.value);
  const isOurs = await moveAttempt(tx, {
    ...ref,
    from: ["sending", "unknown"],
    to: "matched",
    set: {
      ...answerColumns(answered, now),
      ...guardColumns(verdict),
      returnedApolloId: person.apolloId,
      withheld,
      settledAt: now,
    },
  });
  if (!isOurs) return;
  const personId = await mergeProvidedPerson(tx, {
    workspaceId: sent.workspaceId,
    attemptId: sent.attemptId,
    person,
    observedAt: now,
  });
  if (sent.options.revealPhoneNumber || sent.options.waterfallPhone) {
    await notePhoneState(tx, { id: personId, workspaceId: sent.workspaceId }, "waiting");
  }
  await endWaiting(tx, { ...ref, ...endedAtOnce(answered.value) });
  await chargeProfile(tx, sent);
  await releaseRemainder(tx, sent, "nothing more is expected");
  await publish(tx, sent, {
    outcome: verdict.score < WEAK_BELOW ? "needs_a_look" : "matched",
    personId,
    settledAt: now,
  });
  await notifyChanged(tx, { workspaceId: sent.workspaceId, kind: "person", ids: [personId] });
}

async function settleNoMatch(tx: Tx, sent: SentAttempt, answered: Answered): Promise<void> {
  const ref = { id: sent.attemptId, workspaceId: sent.workspaceId };
  const now = new Date();
  const isOurs = await moveAttempt(tx, {
    ...ref,
    from: ["sending", "unknown"],
    to: "no_match",
    set: { ...answerColumns(answered, now), settledAt: now },
  });
  if (!isOurs) return;
  await endWaiting(tx, { ...ref, phone: "not_asked", waterfall: "not_asked" });
  await releaseRemainder(tx, sent, "nobody was found");
  await publish(tx, sent, { outcome: "no_match", settledAt: now });
}

const FAILED_STATE = { refused: "rejected", not_sent: "not_sent", unknown: "unknown" } as const;

async function settleFailed(tx: Tx, sent: SentAttempt, failed: Exclude<MatchOutcome, Answered>): Promise<void> {
  const ref = { id: sent.attemptId, workspaceId: sent.workspaceId };
  const now = new Date();
  const isUnknown = failed.kind === "unknown";
  const errorCode: ErrorCode = failed.code;
  const isOurs = await moveAttempt(tx, {
    ...ref,
    from: ["sending"],
    to: FAILED_STATE[failed.kind],
    set: {
      errorCode,
      errorDetail: (failed.kind === "refused" ? (failed.providerMessage ?? failed.detail) : failed.detail).slice(
        0,
        2000,
      ),
      ...responseColumns(failed, now),
      ...(!isUnknown && { settledAt: now }),
    },
  });
  if (!isOurs) return;
  if (isUnknown) {
    // It may have been charged and its callback may still come: hold, token and waiting phones stay.
    await publish(tx, sent, { outcome: "unknown", errorCode });
    return;
  }
  await endWaiting(tx, { ...ref, phone: "not_asked", waterfall: "not_asked" });
  await releaseRemainder(tx, sent, "nothing was bought");
  await publish(tx, sent, { outcome: "failed", errorCode, settledAt: now });
}

type Published = { outcome: LookupOutcome; personId?: string; errorCode?: ErrorCode; settledAt?: Date };

async function publish(tx: Tx, sent: SentAttempt, copy: Published): Promise<void> {
  const ids = await copyToLookups(tx, { id: sent.attemptId, workspaceId: sent.workspaceId }, copy);
  await notifyChanged(tx, { workspaceId: sent.workspaceId, kind: "lookup", ids, userId: sent.userId });
}

/** What an error answered, kept for whoever has to find out what it meant. */
function responseColumns(failed: Exclude<MatchOutcome, Answered>, now: Date) {
  if (failed.kind === "not_sent" || failed.rawBody === null) return {};
  return { responseStatus: failed.status, responseBody: new Uint8Array(failed.rawBody), answeredAt: now };
}

function answerColumns({ value, status, rawBody }: Answered, now: Date) {
  return { requestId: value.requestId, responseStatus: status, responseBody: new Uint8Array(rawBody), answeredAt: now };
}

function guardColumns({ score, reasons }: GuardVerdict) {
  return { guardScore: score, guardReasons: reasons };
}

/** A waterfall that was not accepted sends no callback (docs/apollo-contract.md §2.2). */
function endedAtOnce({ waterfall }: MatchAnswer) {
  return waterfall?.status === "failed" ? ({ waterfall: "failed" } as const) : {};
}

function toAnswered(person: ProvidedPerson) {
  const past = person.employment.map(({ companyName }) => ({ name: companyName, domain: null }));
  const now = person.company ? [{ name: person.company.name, domain: person.company.domain }] : [];
  const { apolloId, fullName, email, personalEmails, linkedinUrl } = person;
  return {
    apolloId,
    fullName: fullName ?? "",
    email,
    personalEmails: personalEmails ?? [],
    linkedinUrl,
    companies: [...now, ...past],
  };
}
