import "server-only";
import type { Tx } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { readFieldDates } from "@/lib/merge/dated-fields";
import type { KnownEmail } from "@/lib/people/emails";
import { EMAIL_KINDS, VALUE_SOURCES } from "@/lib/people/person";
import type { LockedPerson } from "@/lib/people/server/lock-person";

/** Writes what is known of these addresses, where it differs. The person's row must be locked; no row is removed. */
export async function writeEmails(tx: Tx, person: LockedPerson, emails: readonly KnownEmail[]): Promise<void> {
  const { id: personId, workspaceId } = person;
  const before = new Map(person.emails.map((row) => [row.address, textOf(toKnownEmail(row))]));
  const changed = emails.filter((email) => before.get(email.address) !== textOf(email));
  const added = changed.filter(({ address }) => !before.has(address)).map(toRow);
  if (added.length > 0) {
    await tx.personEmail.createMany({
      data: added.map((row) => ({ id: newId("email"), personId, workspaceId, ...row })),
    });
  }
  for (const email of changed.filter(({ address }) => before.has(address))) {
    await tx.personEmail.updateMany({ where: { personId, workspaceId, address: email.address }, data: toRow(email) });
  }
}

const textOf = ({ address, kind, status, dates, source, sourceId, observedAt }: KnownEmail) =>
  JSON.stringify([address, kind, status, Object.entries(dates).sort(), source, sourceId, observedAt]);

function toRow({ dates, ...email }: KnownEmail) {
  return { ...email, fieldDates: dates };
}

export function toKnownEmail(row: LockedPerson["emails"][number]): KnownEmail {
  const kind = EMAIL_KINDS.find((word) => word === row.kind) ?? "work";
  const source = VALUE_SOURCES.find((word) => word === row.source) ?? "human";
  const { address, status, sourceId, observedAt } = row;
  return { address, kind, status, dates: readFieldDates(row.fieldDates), source, sourceId, observedAt };
}
