import "server-only";
import type { Answered } from "@/lib/apollo/call-result";
import type { MatchAnswer, ProvidedPerson } from "@/lib/apollo/provided";
import { chargeProfiles, releaseRemainders } from "@/lib/credits/server/settle-attempt-credits";
import type { Tx } from "@/lib/db/client";
import { needsWebhook } from "@/lib/lookups/lookup";
import { judgeMatch, WEAK_BELOW } from "@/lib/lookups/match-guard";
import { endWaitings, moveAnswered, type AnswerRow } from "@/lib/lookups/server/attempt-store";
import { findBars, type Barred } from "@/lib/lookups/server/find-bar";
import { identifiersOf, keepPeople } from "@/lib/lookups/server/keep-person";
import { linkToEarlier } from "@/lib/lookups/server/link-to-earlier";
import { answerOf, publishOutcomes } from "@/lib/lookups/server/publish-outcome";
import type { SentAttempt } from "@/lib/lookups/server/settle-attempt";
import { settleBarred } from "@/lib/lookups/server/settle-barred";
import { describeWithheld } from "@/lib/lookups/withheld";

/** An answer that names somebody, for one attempt. */
export type Match = {
  sent: SentAttempt;
  answered: Answered<MatchAnswer>;
  person: ProvidedPerson;
  /** Another attempt of the same call pays for this person. */
  isFree: boolean;
};

/** Of attempts whose rows are held. */
export type Standing = { workspaceId: string; now: Date; erased: ReadonlySet<string> };

/** The callback usually comes within minutes: only then is it asked for. */
const FIRST_POLL_AFTER_MS = 120_000;

/**
 * Charges the profiles and merges the people; one who does not fit what was asked is kept apart instead, with the answer
 * in the attempt, until someone says yes.
 */
export async function settleMatched(tx: Tx, matches: readonly Match[], standing: Standing): Promise<void> {
  const { workspaceId, now, erased } = standing;
  const judged = matches.map((match) => ({ ...match, ...judgeMatch(match.sent.identity, toAnswered(match.person)) }));
  const moved = await moveAnswered(tx, judged.map(toAnswerRow(now)), now);
  const ours = judged.filter(({ sent }) => moved.has(sent.attemptId));
  if (ours.length === 0) return;
  const barreds = await findBarreds(tx, ours, { workspaceId, erased });
  const barred = ours.map((match, at) => ({ ...match, ...(barreds[at] ?? { bar: null, leftOut: [] }) }));
  const kept = barred.filter(({ bar }) => bar === null);
  const strong = kept.filter(({ score }) => score >= WEAK_BELOW);
  const personIds = await keepPeople(
    tx,
    workspaceId,
    strong.map(({ sent: { attemptId }, person, leftOut }) => ({ attemptId, person, leftOut, observedAt: now })),
  );
  await settlePending(tx, workspaceId, barred);
  const attemptIds = ours.map(({ sent }) => sent.attemptId);
  const paying = ours.filter(({ isFree }) => !isFree).map(({ sent }) => sent.attemptId);
  await chargeProfiles(tx, { workspaceId, attemptIds: paying });
  await releaseRemainders(tx, { workspaceId, attemptIds }, "nothing more is expected");
  for (const { sent, bar } of barred)
    if (bar) await settleBarred(tx, { id: sent.attemptId, workspaceId }, { bar, settledAt: now });
  const personOf = new Map(strong.map(({ sent }, at) => [sent.attemptId, personIds[at]]));
  await publishOutcomes(
    tx,
    workspaceId,
    kept.map(({ sent: { attemptId }, score }) => {
      const personId = personOf.get(attemptId);
      const outcome = score < WEAK_BELOW ? ("needs_a_look" as const) : ("matched" as const);
      return { attemptId, outcome, errorCode: null, settledAt: now, ...(personId !== undefined && { personId }) };
    }),
  );
}

type Judged = Match & { score: number; reasons: readonly string[] };

const toAnswerRow =
  (now: Date) =>
  ({ sent: { attemptId, sends, options }, answered, person, score, reasons }: Judged): AnswerRow => {
    const isPolled = needsWebhook(options) && answered.value.requestId !== null;
    return {
      ...{ id: attemptId, sends, state: "matched", returnedApolloId: person.apolloId },
      ...answerOf(answered),
      ...{ guardScore: score, guardReasons: reasons, withheld: describeWithheld(options, answered.value) },
      pollAt: isPolled ? new Date(now.getTime() + FIRST_POLL_AFTER_MS) : null,
    };
  };

/** On the list by now, or erased: who was asked for, or who was found. In the order of the matches. */
async function findBarreds(
  tx: Tx,
  matches: readonly Match[],
  { workspaceId, erased }: Omit<Standing, "now">,
): Promise<Barred[]> {
  const barreds = await findBars(
    tx,
    workspaceId,
    matches.map(({ sent: { identity }, person }) => ({ identity, found: identifiersOf(person) })),
  );
  return barreds.map((barred, at) =>
    erased.has(matches[at]?.sent.attemptId ?? "") ? { ...barred, bar: { reason: "erased" } } : barred,
  );
}

/** What is not coming, or comes with another's callback. Of who is not kept, that one's callback pays for it. */
async function settlePending(tx: Tx, workspaceId: string, matches: readonly (Match & Barred)[]): Promise<void> {
  const idsOf = (some: readonly Match[]) => some.map(({ sent }) => sent.attemptId);
  // A waterfall that was not accepted sends no callback (docs/apollo-contract.md §2.2).
  const refused = matches.filter(({ answered }) => answered.value.waterfall?.status === "failed");
  await endWaitings(tx, { workspaceId, ids: idsOf(refused), waterfall: "failed" });
  const isSkipped = ({ answered, sent, isFree }: Match) =>
    answered.value.phoneEnrichment?.status === "skipped" || (isFree && sent.options.revealPhoneNumber);
  const skipped = matches.filter(isSkipped);
  const unkept = skipped.filter(({ bar }) => bar !== null);
  await endWaitings(tx, { workspaceId, ids: idsOf(unkept), phone: "failed" });
  for (const { sent, person, bar } of skipped)
    if (bar === null) await linkToEarlier(tx, { id: sent.attemptId, workspaceId }, person.apolloId);
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
