import "server-only";
import type { ProvidedPerson } from "@/lib/apollo/provided";
import type { Tx } from "@/lib/db/client";
import { dropRawAnswer } from "@/lib/lookups/server/attempt-erasure-store";
import type { AttemptRef } from "@/lib/lookups/server/attempt-phone-store";
import { identifiersFound, isLeftOut } from "@/lib/lookups/suppressible";
import { mergeProvidedPeople } from "@/lib/people/server/merge-person";
import type { Identifier } from "@/lib/suppressions/suppression";

type Kept = { person: ProvidedPerson; leftOut: readonly Identifier[]; observedAt: Date };

/** By what an answer's person may stand on the suppression list. */
export function identifiersOf({ apolloId, linkedinUrl, email, personalEmails, phones }: ProvidedPerson): Identifier[] {
  return identifiersFound({
    ...{ apolloId, linkedinUrl },
    emails: [...(email === null ? [] : [email]), ...(personalEmails ?? [])],
    numbers: phones.map(({ number, raw }) => number ?? raw ?? ""),
  });
}

/** The same of one: returns the person's id. */
export async function keepPerson(tx: Tx, { id, workspaceId }: AttemptRef, kept: Kept): Promise<string> {
  const [personId = ""] = await keepPeople(tx, workspaceId, [{ ...kept, attemptId: id }]);
  return personId;
}

/**
 * Merges these answers' people without the addresses and numbers that are on the list by themselves; where there are any,
 * the raw answer is not kept either. Returns the people's ids in the order given.
 */
export async function keepPeople(
  tx: Tx,
  workspaceId: string,
  kept: readonly (Kept & { attemptId: string })[],
): Promise<string[]> {
  const shortened = kept.filter(({ leftOut }) => leftOut.length > 0);
  for (const { attemptId } of shortened) await dropRawAnswer(tx, { id: attemptId, workspaceId });
  const merged = kept.map(({ attemptId, person, leftOut, observedAt }) => ({
    ...{ attemptId, observedAt },
    person: leftOut.length > 0 ? withoutThese(person, leftOut) : person,
  }));
  return mergeProvidedPeople(tx, workspaceId, merged);
}

function withoutThese(person: ProvidedPerson, suppressed: readonly Identifier[]): ProvidedPerson {
  const leftOut = isLeftOut(suppressed);
  const isEmailKept = person.email !== null && !leftOut.email(person.email);
  return {
    ...person,
    ...(!isEmailKept && { email: null, emailStatus: null, emailConfidence: null }),
    personalEmails: person.personalEmails?.filter((address) => !leftOut.email(address)) ?? null,
    phones: person.phones.filter(({ number, raw }) => !leftOut.phone(number ?? raw ?? "")),
  };
}
