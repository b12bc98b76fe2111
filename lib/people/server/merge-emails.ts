import "server-only";
import type { Tx } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { readFieldDates, storable } from "@/lib/merge/dated-fields";
import { unionEmails, type KnownEmail, type ObservedEmail } from "@/lib/people/emails";
import { EMAIL_KINDS, VALUE_SOURCES } from "@/lib/people/person";
import type { Origin } from "@/lib/people/phones";
import type { LockedPerson } from "@/lib/people/server/lock-person";

type EmailsSeen = { person: LockedPerson; emails: readonly ObservedEmail[]; origin: Origin };

/** Writes the union of known and seen addresses. The person's row must be locked. Returns all addresses of the person. */
export async function mergeEmails(tx: Tx, { person, emails, origin }: EmailsSeen): Promise<KnownEmail[]> {
  const { id: personId, workspaceId } = person;
  const known = person.emails.map(toKnownEmail);
  const union = unionEmails(known, storable(emails), origin);
  const before = new Map(known.map((email) => [email.address, JSON.stringify(email)]));
  const changed = union.filter((email) => before.get(email.address) !== JSON.stringify(email));
  const added = changed.filter(({ address }) => !before.has(address)).map(toRow);
  if (added.length > 0) {
    await tx.personEmail.createMany({
      data: added.map((row) => ({ id: newId("email"), personId, workspaceId, ...row })),
    });
  }
  for (const email of changed.filter(({ address }) => before.has(address))) {
    await tx.personEmail.updateMany({ where: { personId, workspaceId, address: email.address }, data: toRow(email) });
  }
  return union;
}

function toRow({ dates, ...email }: KnownEmail) {
  return { ...email, fieldDates: dates };
}

function toKnownEmail(row: LockedPerson["emails"][number]): KnownEmail {
  const kind = EMAIL_KINDS.find((word) => word === row.kind) ?? "work";
  const source = VALUE_SOURCES.find((word) => word === row.source) ?? "human";
  const { address, status, sourceId, observedAt } = row;
  return { address, kind, status, dates: readFieldDates(row.fieldDates), source, sourceId, observedAt };
}
