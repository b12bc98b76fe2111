import "server-only";
import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { requireRole } from "@/lib/auth/require-role";
import type { Viewer } from "@/lib/auth/viewer";
import { inTransaction, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { normaliseEmail } from "@/lib/ids/identifiers";
import { storable } from "@/lib/merge/dated-fields";
import { emailKey, phoneKey } from "@/lib/people/observation";
import type { SaveEmailInput, SavePhoneInput } from "@/lib/people/record";
import { leaveOut, markRow, requireContact, type Contact } from "@/lib/people/server/contact-store";
import type { LockedPerson } from "@/lib/people/server/lock-person";
import type { Word } from "@/lib/people/server/observation-store";
import { closeRecord, openRecord, speak } from "@/lib/people/server/speak";
import { findSuppressed, holdSuppressions } from "@/lib/suppressions/server/find-suppressed";

/** Admin or rep: writes an address by hand, or puts it in the place of another. */
export function saveEmail(viewer: Viewer, { address: typed, kind, ...input }: SaveEmailInput): Promise<void> {
  const address = normaliseEmail(typed)?.toLowerCase();
  if (!address) throw new AppError("invalid_input", "no address", { fields: { address: "This is no email address." } });
  const said = { emails: [{ address, kind, status: null, observedAt: null }] };
  return save(viewer, { ...input, value: address, key: emailKey(address), kind: "email", said });
}

/** Admin or rep: writes a number by hand, or puts it in the place of another. */
export function savePhone(viewer: Viewer, { number: typed, type, ...input }: SavePhoneInput): Promise<void> {
  const parsed = parsePhoneNumberFromString(typed);
  if (!parsed?.isPossible())
    throw new AppError("invalid_input", "no number", {
      fields: { number: "Give the number with its country code, such as +44 20 7946 0123." },
    });
  const { number } = parsed;
  const unsaid = { raw: null, status: null, confidence: null, dncStatus: null, observedAt: null };
  return save(viewer, {
    ...input,
    value: number,
    key: phoneKey(number),
    kind: "phone",
    said: { phones: [{ number, type, ...unsaid }] },
  });
}

type Saving = {
  personId: string;
  id?: string | undefined;
  label: string;
  kind: Contact["kind"];
  value: string;
  key: string;
  said: Partial<Pick<Word, "emails" | "phones">>;
};

async function save(viewer: Viewer, { personId, id, label, kind, value, key, said }: Saving): Promise<void> {
  requireRole(viewer, "admin", "rep");
  const { workspaceId, userId } = viewer;
  await inTransaction(async (tx) => {
    await refuseSuppressed(tx, workspaceId, { kind, value });
    const person = await openRecord(tx, viewer, personId);
    const old = id === undefined ? null : await requireContact(tx, workspaceId, id);
    if (old && (old.personId !== personId || old.kind !== kind)) throw new AppError("not_found", "of somebody else");
    if (old && old.key !== key) await leaveOut(tx, person, old.key);
    await speak(tx, { viewer, person, spoken: said });
    await closeRecord(tx, person);
    const written = await requireRow(tx, person, { kind, key });
    await markRow(tx, written, { label: storable(label) || null });
    const detail = { personId, kind, isNew: old === null };
    await recordAudit(tx, { workspaceId, actorId: userId, action: "person.value_saved", subject: written.id, detail });
  });
}

const SUPPRESSED = {
  email: { address: "This address is on the suppression list: it is not kept here." },
  phone: { number: "This number is on the suppression list: it is not kept here." },
};

/** Whoever asked to be left alone does not come back by hand either. */
async function refuseSuppressed(tx: Tx, workspaceId: string, typed: Pick<Saving, "kind" | "value">): Promise<void> {
  await holdSuppressions(tx, workspaceId);
  const found = await findSuppressed(tx, workspaceId, [typed]);
  if (found.length > 0)
    throw new AppError("invalid_input", "on the suppression list", { fields: SUPPRESSED[typed.kind] });
}

async function requireRow(
  tx: Tx,
  person: LockedPerson,
  { kind, key }: Pick<Contact, "kind" | "key">,
): Promise<Contact> {
  const value = key.slice(key.indexOf(":") + 1);
  const where = { personId: person.id, workspaceId: person.workspaceId };
  const row =
    kind === "email"
      ? await tx.personEmail.findFirstOrThrow({ where: { ...where, address: value }, select: { id: true } })
      : await tx.personPhone.findFirstOrThrow({ where: { ...where, number: value }, select: { id: true } });
  return { id: row.id, ...where, kind, key };
}
