import "server-only";
import type { ProvidedPerson } from "@/lib/apollo/provided";
import type { Tx } from "@/lib/db/client";
import { dropRawAnswer } from "@/lib/lookups/server/attempt-erasure-store";
import type { AttemptRef } from "@/lib/lookups/server/attempt-phone-store";
import { identifiersFound, isLeftOut } from "@/lib/lookups/suppressible";
import { mergeProvidedPerson } from "@/lib/people/server/merge-person";
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

/**
 * Merges an answer's person without the addresses and numbers that are on the list by themselves; where there are any,
 * the raw answer is not kept either. Returns the person's id.
 */
export async function keepPerson(tx: Tx, ref: AttemptRef, { person, leftOut, observedAt }: Kept): Promise<string> {
  const { id: attemptId, workspaceId } = ref;
  if (leftOut.length === 0) return mergeProvidedPerson(tx, { workspaceId, attemptId, person, observedAt });
  await dropRawAnswer(tx, ref);
  return mergeProvidedPerson(tx, { workspaceId, attemptId, person: withoutThese(person, leftOut), observedAt });
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
