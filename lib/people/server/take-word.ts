import "server-only";
import type { Tx } from "@/lib/db/client";
import { asRows } from "@/lib/db/rows";
import { isUnsaid, mergeDated, readFieldDates, storable } from "@/lib/merge/dated-fields";
import { unionEmails, type ObservedEmail } from "@/lib/people/emails";
import { isKeptOut, readPolicies, type FieldPolicies } from "@/lib/people/field-policy";
import { datesOf, originOf } from "@/lib/people/fold";
import { isSameEmployer } from "@/lib/people/job-change";
import { keysOf, takenOf } from "@/lib/people/observation";
import { unionPhones, type ObservedPhone } from "@/lib/people/phones";
import { indexIdentities } from "@/lib/people/server/index-identities";
import { NAME_UNKNOWN, type LockedPerson } from "@/lib/people/server/lock-person";
import { idOfWord, writeBaselines, writeObservations, type Word } from "@/lib/people/server/observation-store";
import { profileOf, toColumns } from "@/lib/people/server/person-columns";
import { refoldPerson } from "@/lib/people/server/refold-person";
import { summarise } from "@/lib/people/server/summarise-person";
import { toKnownEmail, writeEmails } from "@/lib/people/server/write-emails";
import { writePeople } from "@/lib/people/server/write-people";
import { toKnownPhone, writePhones } from "@/lib/people/server/write-phones";

/** What an answer or a delivery says of a person. */
export type GivenWord = Omit<Word, "keptOut" | "userId" | "emails" | "phones"> & {
  emails: readonly ObservedEmail[];
  phones: readonly ObservedPhone[];
};

type TakenWord = GivenWord & Pick<Word, "keptOut">;

type Taking = { person: LockedPerson; word: GivenWord };

/**
 * Takes one source's word on each of these people, whose rows are locked: keeps it, and merges into the row what the workspace's
 * policy lets in. A word that was taken before changes nothing more; one of a call that was undone is kept as undone. Nobody
 * may be there twice.
 */
export async function takeWords(tx: Tx, workspaceId: string, given: readonly Taking[]): Promise<void> {
  const words = given.map(({ person, word }) => withId(workspaceId, person, word));
  const { standings, policies } = await readStandings(tx, workspaceId, words);
  const said = words.flatMap((one, at) => {
    const standing = standings[at];
    return standing && !standing.isTaken ? [{ ...one, standing }] : [];
  });
  const taken = said.map((one) => ({
    ...one,
    word: { ...one.word, keptOut: keptOutOf(policies, one.person, one.word) },
  }));
  const unworded = taken.filter(({ person, standing }) => !standing.hasWords && !isNew(person));
  await writeBaselines(
    tx,
    unworded.map(({ person }) => person),
  );
  await writeObservations(
    tx,
    taken.map(({ id, person, word, standing: { isUndone } }) => ({
      ...{ workspaceId, personId: person.id, id, isUndone },
      word: { ...word, userId: null },
    })),
  );
  const counted = taken.filter(({ standing }) => !standing.isUndone);
  for (const { person } of counted.filter(mayTellOfAJob)) await refoldPerson(tx, person);
  await mergeWords(
    tx,
    counted.filter((one) => !mayTellOfAJob(one)),
  );
}

function withId(workspaceId: string, person: LockedPerson, given: GivenWord) {
  const word = storable(given);
  return { person, word, id: idOfWord(workspaceId, { ...word, userId: null, keptOut: [] }) };
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
};

type Asked = { id: string; person: LockedPerson; word: GivenWord };

/** Read once the rows are held: what others wrote before is there to see. In the order given. */
async function readStandings(tx: Tx, workspaceId: string, asked: readonly Asked[]) {
  const given = asked.map(({ id, person, word }, at) => ({ at, id, personId: person.id, attemptId: word.attemptId }));
  const rows = await tx.$queryRaw<(Standing & { policies: unknown })[]>`
    SELECT EXISTS (SELECT FROM person_observation WHERE person_id = "personId") AS "hasWords",
           EXISTS (SELECT FROM person_observation WHERE person_id = "personId" AND undone_at IS NULL
                      AND kind IN ('lookup', 'baseline')) AS "hasAnswers",
           EXISTS (SELECT FROM person_observation o WHERE o.id = g.id) AS "isTaken",
           EXISTS (SELECT FROM person_observation WHERE workspace_id = ${workspaceId} AND attempt_id = "attemptId"
                      AND person_id = "personId" AND undone_at IS NOT NULL) AS "isUndone",
           (SELECT jsonb_object_agg(field, policy) FROM field_policy WHERE workspace_id = ${workspaceId}) AS policies
      FROM jsonb_to_recordset(${asRows(given)}) AS g (at int, id text, "personId" text, "attemptId" text) ORDER BY at`;
  return { standings: rows, policies: readPolicies(rows[0]?.policies) };
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
function mayTellOfAJob({ person, word: { profile, fieldDates, observedAt } }: Taking): boolean {
  const known = profileOf(person).company;
  if (!profile.company || !known) return false;
  if (!isSameEmployer(known, profile.company)) return true;
  const knownAt = readFieldDates(person.fieldDates)["company"] ?? "";
  return person.jobChangedAt !== null && (fieldDates["company"] ?? observedAt.toISOString()) < knownAt;
}

type Merging = { person: LockedPerson; word: TakenWord; standing: Standing };

/** The rows as they stand with one word more: what folding all words anew would give. */
async function mergeWords(tx: Tx, merging: readonly Merging[]): Promise<void> {
  if (merging.length === 0) return;
  const merged = merging.map(mergeWord);
  await writePhones(tx, merged);
  await writeEmails(tx, merged);
  await indexIdentities(
    tx,
    merged.map(({ person, columns, emails }) => ({ ...person, ...columns, emails: emails.filter(isUsed(person)) })),
  );
  await writePeople(
    tx,
    merged.map(({ columns }) => columns),
  );
}

function mergeWord({ person, word, standing }: Merging) {
  const taken = takenOf({ ...word, leftOut: [] });
  const origin = originOf(word);
  const emails = unionEmails(person.emails.map(toKnownEmail), taken.emails, origin);
  const phones = unionPhones(person.phones.map(toKnownPhone), taken.phones, origin);
  const known = { values: profileOf(person), dates: readFieldDates(person.fieldDates) };
  const merged = mergeDated(known, { values: taken.profile, dates: datesOf(word) });
  const columns = toColumns(merged.values);
  // Of an answer, that no other came before it.
  const isFirst = !standing.hasAnswers && isKnownByDeliveries(standing, person);
  const isHeard = word.kind === "lookup" && (isFirst || word.observedAt > person.observedAt);
  return {
    ...{ person, emails, phones },
    columns: {
      ...columns,
      ...summarise({ ...columns, emails, phones, marks: person }),
      ...{ id: person.id, fieldDates: merged.dates, observedAt: isHeard ? word.observedAt : person.observedAt },
    },
  };
}

/** A wrong address is no name of theirs. */
const isUsed =
  ({ emails }: LockedPerson) =>
  ({ address }: { address: string }): boolean =>
    !emails.some((row) => row.address === address && row.wrongAt !== null);
