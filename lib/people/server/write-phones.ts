import "server-only";
import type { Tx } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { readFieldDates } from "@/lib/merge/dated-fields";
import { VALUE_SOURCES } from "@/lib/people/person";
import type { KnownPhone } from "@/lib/people/phones";
import type { LockedPerson } from "@/lib/people/server/lock-person";

/** Writes what is known of these numbers, where it differs. The person's row must be locked; no row is removed. */
export async function writePhones(tx: Tx, person: LockedPerson, phones: readonly KnownPhone[]): Promise<void> {
  const { id: personId, workspaceId } = person;
  const before = new Map(person.phones.map((row) => [row.number, textOf(toKnownPhone(row))]));
  const changed = phones.filter((phone) => before.get(phone.number) !== textOf(phone));
  const added = changed.filter(({ number }) => !before.has(number)).map(toRow);
  if (added.length > 0) {
    await tx.personPhone.createMany({
      data: added.map((row) => ({ id: newId("phone"), personId, workspaceId, ...row })),
    });
  }
  for (const phone of changed.filter(({ number }) => before.has(number))) {
    await tx.personPhone.updateMany({ where: { personId, workspaceId, number: phone.number }, data: toRow(phone) });
  }
}

const textOf = ({ dates, source, sourceId, observedAt, ...said }: KnownPhone) =>
  JSON.stringify([Object.entries(said).sort(), Object.entries(dates).sort(), source, sourceId, observedAt]);

function toRow({ dates, ...phone }: KnownPhone) {
  return { ...phone, fieldDates: dates };
}

export function toKnownPhone(row: LockedPerson["phones"][number]): KnownPhone {
  const { number, raw, type, status, confidence, dncStatus, sourceId, observedAt } = row;
  const source = VALUE_SOURCES.find((word) => word === row.source) ?? "human";
  const dates = readFieldDates(row.fieldDates);
  return { number, raw, type, status, confidence, dncStatus, dates, source, sourceId, observedAt };
}
