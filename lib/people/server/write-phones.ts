import "server-only";
import type { Tx } from "@/lib/db/client";
import { asRows } from "@/lib/db/rows";
import { newId } from "@/lib/ids/ids";
import { readFieldDates } from "@/lib/merge/dated-fields";
import { VALUE_SOURCES } from "@/lib/people/person";
import type { KnownPhone } from "@/lib/people/phones";
import type { LockedPerson } from "@/lib/people/server/lock-person";

type Known = { person: LockedPerson; phones: readonly KnownPhone[] };

/** Writes what is known of these people's numbers, where it differs. Their rows must be locked; no row is removed. */
export async function writePhones(tx: Tx, known: readonly Known[]): Promise<void> {
  const rows = known.flatMap(({ person, phones }) => {
    const before = new Map(person.phones.map((row) => [row.number, textOf(toKnownPhone(row))]));
    const changed = phones.filter((phone) => before.get(phone.number) !== textOf(phone));
    return changed.map((phone) => ({
      id: newId("phone"),
      personId: person.id,
      workspaceId: person.workspaceId,
      ...toRow(phone),
    }));
  });
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO person_phone (id, person_id, workspace_id, number, raw, type, status, confidence, dnc_status, source, source_id, observed_at, field_dates)
    SELECT id, "personId", "workspaceId", number, raw, type, status, confidence, "dncStatus", source, "sourceId", "observedAt", "fieldDates"
      FROM jsonb_to_recordset(${asRows(rows)})
        AS g (id text, "personId" text, "workspaceId" text, number text, raw text, type text, status text, confidence text, "dncStatus" text, source text,
              "sourceId" text, "observedAt" timestamptz, "fieldDates" jsonb)
    ON CONFLICT (person_id, number) DO UPDATE
      SET raw = excluded.raw, type = excluded.type, status = excluded.status, confidence = excluded.confidence, dnc_status = excluded.dnc_status, source = excluded.source, source_id = excluded.source_id,
          observed_at = excluded.observed_at, field_dates = excluded.field_dates`;
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
