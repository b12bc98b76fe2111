import "server-only";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { emailKey, keysOf, phoneKey } from "@/lib/people/observation";
import type { LockedPerson } from "@/lib/people/server/lock-person";
import { readObservations } from "@/lib/people/server/observation-store";

/** An address or a number of somebody: whose it is, and how words name it. */
export type Contact = { id: string; workspaceId: string; personId: string; kind: "email" | "phone"; key: string };

/** By its id, or `not_found`. */
export async function requireContact(tx: Tx, workspaceId: string, id: string): Promise<Contact> {
  const where = { id, workspaceId };
  const email = await tx.personEmail.findFirst({ where, select: { personId: true, address: true } });
  if (email) return { ...where, personId: email.personId, kind: "email", key: emailKey(email.address) };
  const phone = await tx.personPhone.findFirst({ where, select: { personId: true, number: true } });
  if (phone) return { ...where, personId: phone.personId, kind: "phone", key: phoneKey(phone.number) };
  throw new AppError("not_found", `contact ${id}`);
}

/** Takes it out of every word that brought it. The record must be open. Should another word bring it, it is there again. */
export async function leaveOut(tx: Tx, { id: personId, workspaceId }: LockedPerson, key: string): Promise<void> {
  for (const word of await readObservations(tx, workspaceId, personId)) {
    if (!keysOf(word).includes(key) || word.leftOut.includes(key)) continue;
    const leftOut = [...word.leftOut, key];
    await tx.personObservation.updateMany({ where: { id: word.id, workspaceId }, data: { leftOut } });
  }
}

type Mark = { label?: string | null; isPrimary?: boolean; wrongAt?: Date | null; wrongById?: string | null };

/** What members say of the row itself. Of a person's addresses one at most stands first, and of the numbers too. */
export async function markRow(tx: Tx, contact: Contact, mark: Mark): Promise<void> {
  const { id, workspaceId, personId, kind } = contact;
  const others = { where: { personId, workspaceId, id: { not: id } }, data: { isPrimary: false } };
  const own = { where: { id, workspaceId }, data: mark };
  if (kind === "email") {
    if (mark.isPrimary) await tx.personEmail.updateMany(others);
    await tx.personEmail.updateMany(own);
    return;
  }
  if (mark.isPrimary) await tx.personPhone.updateMany(others);
  await tx.personPhone.updateMany(own);
}
