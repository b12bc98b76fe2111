import "server-only";
import type { Tx } from "@/lib/db/client";
import { isUnsaid, textOf } from "@/lib/merge/dated-fields";
import { wordsOf } from "@/lib/people/changes";
import type { MergeField, MergePeopleInput } from "@/lib/people/duplicates";
import { FIELD_WORDS, fieldOf } from "@/lib/people/field-policy";
import { fold, isProtected, type Folded } from "@/lib/people/fold";
import type { Profile } from "@/lib/people/profile";
import type { LockedPerson } from "@/lib/people/server/lock-person";
import { baselineOf, readObservations, type StoredWord, type Word } from "@/lib/people/server/observation-store";

type Pair = { survivor: LockedPerson; absorbed: LockedPerson };
type Sides = { survivor: Folded; absorbed: Folded; both: Folded };

/** What is known of each of the two, and of both as one. Nothing is written: who has no word yet is read from the row. */
export async function foldSides(tx: Tx, { survivor, absorbed }: Pair): Promise<Sides> {
  const own = await readWords(tx, survivor);
  const other = await readWords(tx, absorbed);
  return { survivor: fold(own), absorbed: fold(other), both: fold([...own, ...other]) };
}

async function readWords(tx: Tx, person: LockedPerson): Promise<StoredWord[]> {
  const words = await readObservations(tx, person.workspaceId, person.id);
  if (words.length > 0) return words;
  return [{ ...baselineOf(person), id: person.id, createdAt: person.createdAt, leftOut: [], undoneAt: null }];
}

/** The fields in which two records differ, with the side that stands where nobody chooses. */
export function listDifferences(sides: Sides): (MergeField & { pick: "survivor" | "absorbed" })[] {
  const [own, other, both] = [sides.survivor, sides.absorbed, sides.both].map(({ profile }) => profile.values);
  if (!own || !other || !both) return [];
  return (Object.keys(own) as (keyof Profile)[]).flatMap((field) => {
    const words = { survivor: wordsOf(field, own[field]), absorbed: wordsOf(field, other[field]) };
    if (isUnsaid(own[field]) || isUnsaid(other[field]) || words.survivor === words.absorbed) return [];
    const pick = textOf(both[field]) === textOf(own[field]) ? ("survivor" as const) : ("absorbed" as const);
    return [{ field, label: FIELD_WORDS[fieldOf(field)], ...words, pick }];
  });
}

type Choosing = Pair & { picks: MergePeopleInput["picks"]; at: Date };

/**
 * What a member chose against the newer value, as a word. It counts as of now, so that later answers may change it, but where
 * either side was written by hand.
 */
export async function chosenWord(tx: Tx, { picks, at, ...pair }: Choosing): Promise<Word> {
  const sides = await foldSides(tx, pair);
  const against = listDifferences(sides).filter(({ field, pick }) => (picksOf(picks)[field] ?? pick) !== pick);
  const fields = against.map(({ field, pick }) => {
    const name = field as keyof Profile;
    const chosen = sides[pick === "survivor" ? "absorbed" : "survivor"].profile.values[name];
    const isByHand = [sides.survivor, sides.absorbed].some(({ profile: { values, dates } }) =>
      isProtected(dates, name, !isUnsaid(values[name])),
    );
    return { name, chosen, isByHand };
  });
  return {
    ...{ kind: "merge", sourceId: null, attemptId: null, apolloId: null, userId: null, observedAt: at },
    profile: Object.fromEntries(fields.map(({ name, chosen }) => [name, chosen])),
    fieldDates: Object.fromEntries(
      fields.filter(({ isByHand }) => !isByHand).map(({ name }) => [name, at.toISOString()]),
    ),
    ...{ emails: [], phones: [], keptOut: [] },
  };
}

const picksOf = (picks: MergePeopleInput["picks"]): Record<string, "survivor" | "absorbed" | undefined> => picks;
