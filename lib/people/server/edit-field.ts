import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { normaliseDomain, normaliseLinkedinUrl, squeeze } from "@/lib/ids/identifiers";
import { storable } from "@/lib/merge/dated-fields";
import { orNull, type Profile } from "@/lib/people/profile";
import { EDITABLE_WORDS, type EditableField } from "@/lib/people/editable";
import type { EditFieldInput } from "@/lib/people/record";
import type { LockedPerson } from "@/lib/people/server/lock-person";
import { profileOf } from "@/lib/people/server/person-columns";
import { closeRecord, openRecord, speak } from "@/lib/people/server/speak";

/** Admin or rep: writes a field by hand. From then on answers leave it alone, until a member lets them change it again. */
export async function editField(viewer: Viewer, { personId, field, value }: EditFieldInput): Promise<void> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  const given = readValue(field, storable(value));
  await inTransaction(async (tx) => {
    const person = await openRecord(tx, viewer, personId);
    const profile = await toProfile(tx, person, { field, value: given });
    await speak(tx, { viewer, person, spoken: { profile } });
    await closeRecord(tx, person);
    const detail = { field };
    await recordAudit(tx, { workspaceId, actorId: userId, action: "person.field_edited", subject: personId, detail });
  });
}

/** The field of a profile to which an editable one belongs. */
export function profileFieldOf(field: EditableField): keyof Profile {
  if (field === "companyName" || field === "companyDomain") return "company";
  if (field === "city" || field === "state" || field === "country") return "place";
  return field;
}

function readValue(field: EditableField, text: string): string | null {
  const value = squeeze(text);
  if (value === "" && field !== "fullName") return null;
  const read = READERS[field]?.(value) ?? (READERS[field] ? null : value);
  if (read !== null && read !== "") return read;
  throw new AppError("invalid_input", `no ${field}`, {
    fields: { value: SENTENCES[field] ?? `${EDITABLE_WORDS[field]} cannot be this.` },
  });
}

const READERS: Partial<Record<EditableField, (text: string) => string | null>> = {
  linkedinUrl: normaliseLinkedinUrl,
  companyDomain: normaliseDomain,
};
const SENTENCES: Partial<Record<EditableField, string>> = {
  fullName: "A person needs a name.",
  linkedinUrl: "Give the address of a LinkedIn profile.",
  companyDomain: "Give a domain, such as acme.example.",
};

type Edit = { field: EditableField; value: string | null };

/** A company by another name is another company: its old domain is not taken along. */
async function toProfile(tx: Tx, person: LockedPerson, { field, value }: Edit): Promise<Partial<Profile>> {
  const { company, place } = profileOf(person);
  switch (field) {
    case "companyName":
      return { company: orNull({ companyId: null, companyName: value, companyDomain: null }) };
    case "companyDomain": {
      const companyId = value === null ? null : await findCompany(tx, person.workspaceId, value);
      return { company: orNull({ companyId, companyName: company?.companyName ?? null, companyDomain: value }) };
    }
    case "city":
    case "state":
    case "country":
      return { place: orNull({ city: null, state: null, country: null, ...place, [field]: value }) };
    default:
      return { [field]: value };
  }
}

async function findCompany(tx: Tx, workspaceId: string, domain: string): Promise<string | null> {
  return (await tx.company.findFirst({ where: { workspaceId, domain }, select: { id: true } }))?.id ?? null;
}
