import "server-only";
import type { Answered } from "@/lib/apollo/call-result";
import type { MatchAnswer, ProvidedPerson } from "@/lib/apollo/provided";
import { chargeProfile, releaseRemainder } from "@/lib/credits/server/settle-attempt-credits";
import type { Tx } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import { notifyChanged } from "@/lib/live/notify-changed";
import { needsWebhook } from "@/lib/lookups/lookup";
import { judgeMatch, WEAK_BELOW } from "@/lib/lookups/match-guard";
import { endWaiting, moveAttempt } from "@/lib/lookups/server/attempt-store";
import type { AttemptRef } from "@/lib/lookups/server/attempt-phone-store";
import { findBar, type Bar, type Barred } from "@/lib/lookups/server/find-bar";
import { linkToEarlier } from "@/lib/lookups/server/link-to-earlier";
import { answerColumns, publishOutcome } from "@/lib/lookups/server/publish-outcome";
import type { SentAttempt } from "@/lib/lookups/server/settle-attempt";
import { identifiersOf, keepPerson } from "@/lib/lookups/server/keep-person";
import { settleBarred } from "@/lib/lookups/server/settle-barred";
import { describeWithheld } from "@/lib/lookups/withheld";

type Pending = { answer: MatchAnswer; apolloId: string };
type Match = { answered: Answered<MatchAnswer>; person: ProvidedPerson };

/** The callback usually comes within minutes: only then is it asked for. */
const FIRST_POLL_AFTER_MS = 120_000;

/**
 * Charges the profile and merges the person; one who does not fit what was asked is kept apart instead, with the answer
 * in the attempt, until someone says yes.
 */
export async function settleMatched(tx: Tx, sent: SentAttempt, { answered, person }: Match): Promise<void> {
  const { workspaceId, attemptId, sends, identity, options } = sent;
  const ref = { id: attemptId, workspaceId };
  const now = await readClock(tx);
  const { score, reasons } = judgeMatch(identity, toAnswered(person));
  const isPolled = needsWebhook(options) && answered.value.requestId !== null;
  const isOurs = await moveAttempt(tx, {
    ...ref,
    sends,
    from: ["sending", "unknown"],
    to: "matched",
    set: {
      ...answerColumns(answered, now),
      ...{ guardScore: score, guardReasons: reasons, errorCode: null, errorDetail: null },
      returnedApolloId: person.apolloId,
      withheld: describeWithheld(options, answered.value),
      pollAt: isPolled ? new Date(now.getTime() + FIRST_POLL_AFTER_MS) : null,
      settledAt: now,
    },
  });
  if (!isOurs) return;
  const { bar, leftOut } = await findBarred(tx, sent, person);
  if (bar) return settleUnkept(tx, sent, { answer: answered.value, bar, settledAt: now });
  const isWeak = score < WEAK_BELOW;
  const personId = isWeak ? null : await keepPerson(tx, ref, { person, leftOut, observedAt: now });
  await settlePending(tx, ref, { answer: answered.value, apolloId: person.apolloId });
  await chargeProfile(tx, sent);
  await releaseRemainder(tx, sent, "nothing more is expected");
  await publishOutcome(tx, sent, {
    outcome: isWeak ? "needs_a_look" : "matched",
    ...(personId !== null && { personId }),
    errorCode: null,
    settledAt: now,
  });
  if (personId) await notifyChanged(tx, { workspaceId, kind: "person", ids: [personId] });
}

/** On the list by now, or erased: who was asked for, or who was found. */
async function findBarred(tx: Tx, sent: SentAttempt, person: ProvidedPerson): Promise<Barred> {
  const { workspaceId, attemptId, identity } = sent;
  const barred = await findBar(tx, workspaceId, { identity, found: identifiersOf(person) });
  const erased = await tx.attempt.count({ where: { id: attemptId, workspaceId, erasedAt: { not: null } } });
  return erased > 0 ? { ...barred, bar: { reason: "erased" } } : barred;
}

type Unkept = { answer: MatchAnswer; bar: Bar; settledAt: Date };

/** What was bought is booked, and nothing of it is kept. A phone still to come is booked by its callback. */
async function settleUnkept(tx: Tx, sent: SentAttempt, { answer, bar, settledAt }: Unkept): Promise<void> {
  const ref = { id: sent.attemptId, workspaceId: sent.workspaceId };
  if (answer.waterfall?.status === "failed") await endWaiting(tx, { ...ref, waterfall: "failed" });
  // Another lookup's callback brings it, and pays for it.
  if (answer.phoneEnrichment?.status === "skipped") await endWaiting(tx, { ...ref, phone: "failed" });
  await chargeProfile(tx, sent);
  await releaseRemainder(tx, sent, "nothing more is expected");
  await settleBarred(tx, ref, { bar, settledAt });
}

async function settlePending(tx: Tx, ref: AttemptRef, { answer, apolloId }: Pending): Promise<void> {
  // A waterfall that was not accepted sends no callback (docs/apollo-contract.md §2.2).
  if (answer.waterfall?.status === "failed") await endWaiting(tx, { ...ref, waterfall: "failed" });
  if (answer.phoneEnrichment?.status === "skipped") await linkToEarlier(tx, ref, apolloId);
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
    confidence: person.matchConfidence,
    linkedinUrl,
    companies: [...now, ...past],
  };
}
