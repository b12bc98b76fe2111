import "server-only";
import type { Tx } from "@/lib/db/client";
import { asRows } from "@/lib/db/rows";
import { newId } from "@/lib/ids/ids";
import { readFieldDates } from "@/lib/merge/dated-fields";
import type { KnownEmail } from "@/lib/people/emails";
import { EMAIL_KINDS, VALUE_SOURCES } from "@/lib/people/person";
import type { LockedPerson } from "@/lib/people/server/lock-person";

type Known = { person: LockedPerson; emails: readonly KnownEmail[] };

/** Writes what is known of these people's addresses, where it differs. Their rows must be locked; no row is removed. */
export async function writeEmails(tx: Tx, known: readonly Known[]): Promise<void> {
  const rows = known.flatMap(({ person, emails }) => {
    const before = new Map(person.emails.map((row) => [row.address, textOf(toKnownEmail(row))]));
    const changed = emails.filter((email) => before.get(email.address) !== textOf(email));
    return changed.map((email) => ({
      id: newId("email"),
      personId: person.id,
      workspaceId: person.workspaceId,
      ...toRow(email),
    }));
  });
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO person_email (id, person_id, workspace_id, address, kind, status, source, source_id, observed_at, field_dates)
    SELECT id, "personId", "workspaceId", address, kind, status, source, "sourceId", "observedAt", "fieldDates"
      FROM jsonb_to_recordset(${asRows(rows)})
        AS g (id text, "personId" text, "workspaceId" text, address text, kind text, status text, source text,
              "sourceId" text, "observedAt" timestamptz, "fieldDates" jsonb)
    ON CONFLICT (person_id, address) DO UPDATE
      SET kind = excluded.kind, status = excluded.status, source = excluded.source, source_id = excluded.source_id,
          observed_at = excluded.observed_at, field_dates = excluded.field_dates`;
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
