import "server-only";
import type { Tx } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { readFieldDates, storable } from "@/lib/merge/dated-fields";
import { VALUE_SOURCES } from "@/lib/people/person";
import { unionPhones, type KnownPhone, type ObservedPhone, type Origin } from "@/lib/people/phones";
import type { LockedPerson } from "@/lib/people/server/lock-person";

type PhonesSeen = { person: LockedPerson; phones: readonly ObservedPhone[]; origin: Origin };

/** Writes the union of known and seen numbers. The person's row must be locked. Returns all numbers of the person. */
export async function mergePhones(tx: Tx, { person, phones, origin }: PhonesSeen): Promise<KnownPhone[]> {
  const { id: personId, workspaceId } = person;
  const known = person.phones.map(toKnownPhone);
  const union = unionPhones(known, storable(phones), origin);
  const before = new Map(known.map((phone) => [phone.number, JSON.stringify(phone)]));
  const changed = union.filter((phone) => before.get(phone.number) !== JSON.stringify(phone));
  const added = changed.filter(({ number }) => !before.has(number)).map(toRow);
  if (added.length > 0) {
    await tx.personPhone.createMany({
      data: added.map((row) => ({ id: newId("phone"), personId, workspaceId, ...row })),
    });
  }
  for (const phone of changed.filter(({ number }) => before.has(number))) {
    await tx.personPhone.updateMany({ where: { personId, workspaceId, number: phone.number }, data: toRow(phone) });
  }
  return union;
}

function toRow({ dates, ...phone }: KnownPhone) {
  return { ...phone, fieldDates: dates };
}

function toKnownPhone(row: LockedPerson["phones"][number]): KnownPhone {
  const { number, raw, type, status, confidence, dncStatus, sourceId, observedAt } = row;
  const source = VALUE_SOURCES.find((word) => word === row.source) ?? "human";
  const dates = readFieldDates(row.fieldDates);
  return { number, raw, type, status, confidence, dncStatus, dates, source, sourceId, observedAt };
}
