import "server-only";
import type { Tx } from "@/lib/db/client";
import { isUnsaid, mergeDated, readFieldDates, storable } from "@/lib/merge/dated-fields";
import { unionEmails, type ObservedEmail } from "@/lib/people/emails";
import { isKeptOut, readPolicies, type FieldPolicies } from "@/lib/people/field-policy";
import { datesOf, originOf } from "@/lib/people/fold";
import { isSameEmployer } from "@/lib/people/job-change";
import { keysOf, takenOf } from "@/lib/people/observation";
import { unionPhones, type ObservedPhone } from "@/lib/people/phones";
import { indexIdentities } from "@/lib/people/server/index-identities";
import { NAME_UNKNOWN, type LockedPerson } from "@/lib/people/server/lock-person";
import { idOfWord, writeBaseline, writeObservation, type Word } from "@/lib/people/server/observation-store";
import { profileOf, toColumns } from "@/lib/people/server/person-columns";
import { refoldPerson } from "@/lib/people/server/refold-person";
import { summarise } from "@/lib/people/server/summarise-person";
import { toKnownEmail, writeEmails } from "@/lib/people/server/write-emails";
import { toKnownPhone, writePhones } from "@/lib/people/server/write-phones";

/** What an answer or a delivery says of a person. */
export type GivenWord = Omit<Word, "keptOut" | "userId" | "emails" | "phones"> & {
  emails: readonly ObservedEmail[];
  phones: readonly ObservedPhone[];
};

type TakenWord = GivenWord & Pick<Word, "keptOut">;

/**
 * Takes a source's word on a person whose row is locked: keeps it, and merges into the row what the workspace's policy lets
 * in. A word that was taken before changes nothing more; one of a call that was undone is kept as undone.
 */
export async function takeWord(tx: Tx, person: LockedPerson, given: GivenWord): Promise<void> {
  const { id: personId, workspaceId } = person;
  const word = storable(given);
  const id = idOfWord(workspaceId, { ...word, userId: null, keptOut: [] });
  const standing = await readStanding(tx, person, { id, attemptId: word.attemptId });
  if (standing.isTaken) return;
  if (!standing.hasWords && !isNew(person)) await writeBaseline(tx, person);
  const taken = { ...word, keptOut: keptOutOf(standing.policies, person, word) };
  await writeObservation(tx, {
    workspaceId,
    personId,
    id,
    word: { ...taken, userId: null },
    isUndone: standing.isUndone,
  });
  if (standing.isUndone) return;
  if (mayTellOfAJob(person, word)) return refoldPerson(tx, person);
  await mergeWord(tx, person, { word: taken, isFirst: !standing.hasAnswers && isKnownByDeliveries(standing, person) });
}

/** Made by what came before the answer did: when the provider was heard last is for the answer to say. */
function isKnownByDeliveries({ hasWords }: Standing, person: LockedPerson): boolean {
  return hasWords || isNew(person);
}

type Standing = {
  hasWords: boolean;
  /** An answer, and not deliveries alone. */
  hasAnswers: boolean;
  isTaken: boolean;
  isUndone: boolean;
  policies: FieldPolicies;
};

/** Read once the row is held: what others wrote before is there to see. */
async function readStanding(
  tx: Tx,
  { id: personId, workspaceId }: LockedPerson,
  { id, attemptId }: { id: string; attemptId: string | null },
): Promise<Standing> {
  const [row] = await tx.$queryRaw<(Omit<Standing, "policies"> & { policies: unknown })[]>`
    SELECT EXISTS (SELECT FROM person_observation WHERE person_id = ${personId}) AS "hasWords",
           EXISTS (SELECT FROM person_observation WHERE person_id = ${personId} AND undone_at IS NULL
                      AND kind IN ('lookup', 'baseline')) AS "hasAnswers",
           EXISTS (SELECT FROM person_observation WHERE id = ${id}) AS "isTaken",
           EXISTS (SELECT FROM person_observation WHERE workspace_id = ${workspaceId} AND attempt_id = ${attemptId}
                      AND person_id = ${personId} AND undone_at IS NOT NULL) AS "isUndone",
           (SELECT jsonb_object_agg(field, policy) FROM field_policy WHERE workspace_id = ${workspaceId}) AS policies`;
  if (!row) throw new Error("nothing was read");
  return { ...row, policies: readPolicies(row.policies) };
}

/** Made a moment ago, for this very word. */
function isNew({ fullName, emails, phones, fieldDates }: LockedPerson): boolean {
  const isBlank = fullName === NAME_UNKNOWN && emails.length === 0 && phones.length === 0;
  return isBlank && Object.keys(readFieldDates(fieldDates)).length === 0;
}

function keptOutOf(policies: FieldPolicies, person: LockedPerson, word: GivenWord): string[] {
  if (Object.keys(policies).length === 0) return [];
  const known = profileOf(person);
  const has = (key: string) => {
    if (key.startsWith("email:")) return person.emails.length > 0;
    if (key.startsWith("phone:")) return person.phones.length > 0;
    return !isUnsaid(known[key as keyof typeof known]);
  };
  return keysOf(word).filter((key) => isKeptOut(policies, key, has(key)));
}

/** Another employer than the one that is known, or one from between two that are: only all words together tell. */
function mayTellOfAJob(person: LockedPerson, { profile, fieldDates, observedAt }: GivenWord): boolean {
  const known = profileOf(person).company;
  if (!profile.company || !known) return false;
  if (!isSameEmployer(known, profile.company)) return true;
  const knownAt = readFieldDates(person.fieldDates)["company"] ?? "";
  return person.jobChangedAt !== null && (fieldDates["company"] ?? observedAt.toISOString()) < knownAt;
}

/** `isFirst`: of an answer, that no other came before it. */
type Merging = { word: TakenWord; isFirst: boolean };

/** The row as it stands with one word more: what folding all words anew would give. */
async function mergeWord(tx: Tx, person: LockedPerson, { word, isFirst }: Merging): Promise<void> {
  const taken = takenOf({ ...word, leftOut: [] });
  const origin = originOf(word);
  const emails = unionEmails(person.emails.map(toKnownEmail), taken.emails, origin);
  const phones = unionPhones(person.phones.map(toKnownPhone), taken.phones, origin);
  const known = { values: profileOf(person), dates: readFieldDates(person.fieldDates) };
  const merged = mergeDated(known, { values: taken.profile, dates: datesOf(word) });
  const columns = toColumns(merged.values);
  await writePhones(tx, person, phones);
  await writeEmails(tx, person, emails);
  await indexIdentities(tx, { ...person, ...columns, emails: emails.filter(isUsed(person)) });
  await tx.person.update({
    where: { id: person.id },
    data: {
      ...columns,
      ...summarise({ ...columns, emails, phones, marks: person }),
      fieldDates: merged.dates,
      ...(word.kind === "lookup" &&
        (isFirst || word.observedAt > person.observedAt) && { observedAt: word.observedAt }),
    },
  });
}

/** A wrong address is no name of theirs. */
const isUsed =
  ({ emails }: LockedPerson) =>
  ({ address }: { address: string }): boolean =>
    !emails.some((row) => row.address === address && row.wrongAt !== null);
