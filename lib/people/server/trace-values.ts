import "server-only";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { EMPTIED_BY_HAND, readFieldDates, textOf } from "@/lib/merge/dated-fields";
import { datesOf } from "@/lib/people/fold";
import { emailKey, keysOf, phoneKey, takenOf } from "@/lib/people/observation";
import type { Profile } from "@/lib/people/profile";
import type { Provenance } from "@/lib/people/record";
import type { LockedPerson } from "@/lib/people/server/lock-person";
import type { StoredWord } from "@/lib/people/server/observation-store";
import { profileOf } from "@/lib/people/server/person-columns";

type Origin = Pick<StoredWord, "kind" | "userId" | "attemptId"> & { at: Date; isProtected: boolean };

/** Where each field of the profile came from, by the words that count. */
export async function traceFields(
  viewer: Viewer,
  person: LockedPerson,
  words: readonly StoredWord[],
): Promise<Record<string, Provenance>> {
  const counted = words.filter(({ undoneAt }) => undoneAt === null).map(takenOf);
  const dates = readFieldDates(person.fieldDates);
  const origins = Object.entries(profileOf(person)).flatMap(([field, value]) => {
    const origin = originOf(counted, { field: field as keyof Profile, value, at: dates[field] });
    return origin ? [[field, origin] as const] : [];
  });
  return tellOrigins(viewer, origins);
}

type Standing = { field: keyof Profile; value: unknown; at: string | undefined };

/** The last word by hand where one protects the field, or else the word that said this at that time. */
function originOf(words: readonly StoredWord[], { field, value, at }: Standing): Origin | null {
  const isByHand = at === undefined || at === EMPTIED_BY_HAND;
  const saying = words.filter((word) => field in word.profile);
  const word = isByHand
    ? saying.findLast((said) => [undefined, EMPTIED_BY_HAND].includes(datesOf(said)[field]))
    : saying.find((said) => datesOf(said)[field] === at && textOf(said.profile[field]) === textOf(value));
  if (!word) return !isByHand ? unknownOrigin(new Date(at)) : null;
  const { kind, userId, attemptId, observedAt } = word;
  return { kind, userId, attemptId, at: isByHand ? observedAt : new Date(at), isProtected: isByHand };
}

/** From before words were kept one by one. */
const unknownOrigin = (at: Date): Origin => ({
  kind: "baseline",
  userId: null,
  attemptId: null,
  at,
  isProtected: false,
});

/** Where each address and number came from, by its id. */
export async function traceContacts(
  viewer: Viewer,
  person: LockedPerson,
  words: readonly StoredWord[],
): Promise<Record<string, Provenance>> {
  const emails = person.emails.map((row) => ({ ...row, key: emailKey(row.address) }));
  const phones = person.phones.map((row) => ({ ...row, key: phoneKey(row.number) }));
  const origins = [...emails, ...phones].map(({ id, key, source, sourceId, observedAt }) => {
    const isByHand = source === "human";
    const saying = words.filter((word) => keysOf(word).includes(key));
    const word = saying.findLast((said) => (isByHand ? said.kind === "human" : said.sourceId === sourceId));
    const kind = isByHand ? ("human" as const) : source === "delivery" ? ("delivery" as const) : ("lookup" as const);
    const attemptId = word?.attemptId ?? (kind === "lookup" ? sourceId : null);
    const at = isByHand && word ? word.observedAt : observedAt;
    return [id, { kind, userId: word?.userId ?? null, attemptId, at, isProtected: isByHand }] as const;
  });
  return tellOrigins(viewer, origins);
}

async function tellOrigins(
  viewer: Viewer,
  origins: readonly (readonly [string, Origin])[],
): Promise<Record<string, Provenance>> {
  const { workspaceId, role, userId } = viewer;
  const attemptIds = [...new Set(origins.flatMap(([, { attemptId }]) => attemptId ?? []))];
  const userIds = [...new Set(origins.flatMap(([, origin]) => origin.userId ?? []))];
  const lookups = await db.lookup.findMany({
    where: { workspaceId, attemptId: { in: attemptIds }, ...(role === "rep" && { userId }) },
    orderBy: { createdAt: "desc" },
    select: { id: true, attemptId: true, creditsCharged: true, user: { select: { name: true } } },
  });
  const members = await db.user.findMany({ where: { id: { in: userIds } }, select: { id: true, name: true } });
  const byAttempt = new Map(
    lookups.map(({ id, attemptId, creditsCharged, user }) => [
      attemptId,
      { id, who: user.name, credits: creditsCharged.toString() },
    ]),
  );
  return Object.fromEntries(
    origins.map(([name, { kind, userId: writer, attemptId, at, isProtected }]) => [
      name,
      {
        ...{ source: kind, at: at.toISOString(), isProtected },
        by: members.find(({ id }) => id === writer)?.name ?? null,
        lookup: byAttempt.get(attemptId) ?? null,
      },
    ]),
  );
}
