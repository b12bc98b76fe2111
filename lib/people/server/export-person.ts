import "server-only";
import { coverNumber } from "@/lib/apollo/mask-phones";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction } from "@/lib/db/client";
import { readClock } from "@/lib/db/clock";
import { AppError } from "@/lib/errors/app-error";
import { isDoNotCall } from "@/lib/people/person";
import type { PersonDto, PersonExport } from "@/lib/people/schema";
import { findPerson } from "@/lib/people/server/read-person";
import { toVcard } from "@/lib/people/vcard";

const FORMAT_VERSION = 1;
const TYPES = { vcard: "text/vcard", json: "application/json" } as const;

/**
 * Any member: one person as a file, with what the page shows. A do-not-call number is covered in it also where it stands open to
 * the viewer: an opening lasts a day, and a file does not. Audited, with the kind of file.
 */
export async function exportPerson(viewer: Viewer, { personId, format }: { personId: string } & PersonExport) {
  const { workspaceId, userId } = viewer;
  return inTransaction(async (tx) => {
    const found = await findPerson(tx, viewer, personId);
    const names = await tx.person.findFirst({
      where: { id: personId, workspaceId },
      select: { firstName: true, lastName: true, city: true, state: true, country: true },
    });
    if (!found || !names) throw new AppError("not_found", `person ${personId}`);
    const person = coverAll(found);
    const detail = { format };
    await recordAudit(tx, { workspaceId, actorId: userId, action: "person.exported", subject: personId, detail });
    const madeAt = (await readClock(tx)).toISOString();
    const text =
      format === "vcard"
        ? toVcard({ ...person, ...names })
        : `${JSON.stringify({ formatVersion: FORMAT_VERSION, madeAt, person }, null, 2)}\n`;
    const name = `${personId}.${format === "vcard" ? "vcf" : "json"}`;
    return { text, name, type: TYPES[format] };
  });
}

function coverAll(person: PersonDto): PersonDto {
  const cover = (text: string | null) => text && coverNumber(text);
  const phones = person.phones.map((phone) =>
    isDoNotCall(phone.dncStatus)
      ? {
          ...phone,
          ...{ number: coverNumber(phone.number), formatted: coverNumber(phone.formatted) },
          ...{ raw: cover(phone.raw), isMasked: true },
        }
      : phone,
  );
  if (!person.isDoNotCall) return { ...person, phones };
  const first = {
    primaryPhone: cover(person.primaryPhone),
    primaryPhoneFormatted: cover(person.primaryPhoneFormatted),
  };
  return { ...person, ...first, phones };
}
