import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { Prisma, type Tx } from "@/lib/db/client";
import { idOf, newId } from "@/lib/ids/ids";
import { EMPTIED_BY_HAND, isUnsaid, readFieldDates, storable, textOf } from "@/lib/merge/dated-fields";
import { EMAIL_KINDS } from "@/lib/people/person";
import { OBSERVATION_KINDS, type Observation, type SaidEmail, type SaidPhone } from "@/lib/people/observation";
import type { LockedPerson } from "@/lib/people/server/lock-person";
import { toKnownEmail } from "@/lib/people/server/write-emails";
import { toKnownPhone } from "@/lib/people/server/write-phones";
import { profileOf } from "@/lib/people/server/person-columns";

/** What is written of a word; the rest comes by itself. */
export type Word = Omit<Observation, "id" | "createdAt" | "leftOut" | "undoneAt"> & { apolloId: string | null };

type Row = { workspaceId: string; personId: string; id: string; word: Word; isUndone: boolean };

/** The same word of one source has the same id, however often it comes. A human's are all different. */
export function idOfWord(
  workspaceId: string,
  { keptOut: _, createdAt: __, ...word }: Word & { createdAt?: Date },
): string {
  if (word.kind === "human") return newId("observation");
  const digest = createHash("sha256")
    .update(textOf({ workspaceId, ...word }))
    .digest();
  return idOf("observation", { at: word.observedAt.getTime(), digest });
}

/** Writes one word. The person's row must be locked. One that is there already is left as it is. */
export async function writeObservation(tx: Tx, { workspaceId, personId, id, word, isUndone }: Row): Promise<void> {
  const json = (value: unknown) => Prisma.sql`${JSON.stringify(storable(value))}::jsonb`;
  await tx.$executeRaw`
    INSERT INTO person_observation (id, workspace_id, person_id, kind, source_id, attempt_id, apollo_id, user_id, observed_at,
                                    profile, field_dates, emails, phones, kept_out, undone_at, created_at)
    VALUES (${id}, ${workspaceId}, ${personId}, ${word.kind}, ${word.sourceId}, ${word.attemptId}, ${word.apolloId},
            ${word.userId}, ${word.observedAt}, ${json(word.profile)}, ${json(word.fieldDates)}, ${json(word.emails)},
            ${json(word.phones)}, ${[...word.keptOut]}, ${isUndone ? word.observedAt : null}, clock_timestamp())
    ON CONFLICT (id) DO NOTHING`;
}

/** Writes what the row says as the first word, for somebody who was known before words were kept. */
export async function writeBaseline(tx: Tx, person: LockedPerson): Promise<void> {
  const { id: personId, workspaceId } = person;
  const word = baselineOf(person);
  await writeObservation(tx, { workspaceId, personId, id: newId("observation"), word, isUndone: false });
}

/** The same, where there is no word yet. The row must be locked. */
export async function requireBaseline(tx: Tx, person: LockedPerson): Promise<void> {
  const { id: personId, workspaceId } = person;
  const known = await tx.personObservation.findFirst({ where: { personId, workspaceId }, select: { id: true } });
  if (!known) await writeBaseline(tx, person);
}

export function baselineOf(person: LockedPerson): Word {
  const dates = readFieldDates(person.fieldDates);
  const said = Object.entries(profileOf(person)).filter(
    ([field, value]) => !isUnsaid(value) || dates[field] === EMPTIED_BY_HAND,
  );
  return {
    ...{ kind: "baseline", sourceId: null, attemptId: null, apolloId: person.apolloId, userId: null, keptOut: [] },
    observedAt: person.observedAt,
    profile: Object.fromEntries(said),
    fieldDates: dates,
    emails: person.emails.map(toKnownEmail),
    phones: person.phones.map(toKnownPhone),
  };
}

type StoredObservation = Prisma.PersonObservationGetPayload<object>;

/** All words on one person, undone ones too, in the order in which they were taken. */
export async function readObservations(tx: Tx, workspaceId: string, personId: string): Promise<StoredWord[]> {
  const rows = await tx.personObservation.findMany({
    where: { workspaceId, personId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(toObservation);
}

export type StoredWord = Observation & { apolloId: string | null };

const date = z.iso.datetime().transform((text) => new Date(text));
const Said = z.looseObject({ observedAt: date.nullable() });
const Emails = z.array(z.looseObject({ address: z.string(), kind: z.enum(EMAIL_KINDS), observedAt: date.nullable() }));
const Phones = z.array(Said);
const Kind = z.enum(OBSERVATION_KINDS);
const Fields = z.record(z.string(), z.unknown());

function toObservation(row: StoredObservation): StoredWord {
  const { id, sourceId, attemptId, apolloId, userId, observedAt, createdAt, keptOut, leftOut, undoneAt } = row;
  return {
    ...{ id, sourceId, attemptId, apolloId, userId, observedAt, createdAt, keptOut, leftOut, undoneAt },
    kind: Kind.parse(row.kind),
    profile: Fields.parse(row.profile),
    fieldDates: readFieldDates(row.fieldDates),
    emails: Emails.parse(row.emails) as unknown as SaidEmail[],
    phones: Phones.parse(row.phones) as unknown as SaidPhone[],
  };
}
