import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Prisma, Tx } from "@/lib/db/client";
import { asRows } from "@/lib/db/rows";
import { idOf, newId } from "@/lib/ids/ids";
import { EMPTIED_BY_HAND, isUnsaid, readFieldDates, textOf } from "@/lib/merge/dated-fields";
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
export function writeObservation(tx: Tx, row: Row): Promise<void> {
  return writeObservations(tx, [row]);
}

/** The same of several, in the order given. */
export async function writeObservations(tx: Tx, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const given = rows.map(({ word, isUndone, ...row }) => ({
    ...word,
    ...row,
    undoneAt: isUndone ? word.observedAt : null,
  }));
  await tx.$executeRaw`
    INSERT INTO person_observation (id, workspace_id, person_id, kind, source_id, attempt_id, apollo_id, user_id, observed_at,
                                    profile, field_dates, emails, phones, kept_out, undone_at, created_at)
    SELECT id, "workspaceId", "personId", kind, "sourceId", "attemptId", "apolloId", "userId", "observedAt",
           profile, "fieldDates", emails, phones, "keptOut", "undoneAt", clock_timestamp()
      FROM jsonb_to_recordset(${asRows(given)})
        AS g (id text, "workspaceId" text, "personId" text, kind text, "sourceId" text, "attemptId" text, "apolloId" text,
              "userId" text, "observedAt" timestamptz, profile jsonb, "fieldDates" jsonb, emails jsonb, phones jsonb,
              "keptOut" text[], "undoneAt" timestamptz)
    ON CONFLICT (id) DO NOTHING`;
}

/** Writes what their rows say as the first word, for people who were known before words were kept. */
export async function writeBaselines(tx: Tx, people: readonly LockedPerson[]): Promise<void> {
  const rows = people.map((person) => {
    const { id: personId, workspaceId } = person;
    return { workspaceId, personId, id: newId("observation"), word: baselineOf(person), isUndone: false };
  });
  await writeObservations(tx, rows);
}

/** The same, where there is no word yet. The row must be locked. */
export async function requireBaseline(tx: Tx, person: LockedPerson): Promise<void> {
  const { id: personId, workspaceId } = person;
  const known = await tx.personObservation.findFirst({ where: { personId, workspaceId }, select: { id: true } });
  if (!known) await writeBaselines(tx, [person]);
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
