import "server-only";
import type { Tx } from "@/lib/db/client";
import type { LockedPerson } from "@/lib/people/server/lock-person";
import type { Moved } from "@/lib/people/server/person-merge-store";

type Pair = { survivor: LockedPerson; absorbed: LockedPerson };

/** Moves all that belongs to the absorbed record over to the survivor, but for what the survivor has already. */
export async function moveRecord(tx: Tx, pair: Pair): Promise<Moved> {
  const { survivor, absorbed } = pair;
  const { workspaceId } = survivor;
  const from = { where: { personId: absorbed.id, workspaceId }, data: { personId: survivor.id }, select: { id: true } };
  const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
  const takesOwner = survivor.ownerId === null && absorbed.ownerId !== null;
  if (takesOwner)
    await tx.person.updateMany({ where: { id: survivor.id, workspaceId }, data: { ownerId: absorbed.ownerId } });
  await tx.runRow.updateMany({ where: from.where, data: from.data });
  return {
    lookups: idsOf(await tx.lookup.updateManyAndReturn(from)),
    notes: idsOf(await tx.note.updateManyAndReturn(from)),
    tasks: idsOf(await tx.task.updateManyAndReturn(from)),
    observations: idsOf(await tx.personObservation.updateManyAndReturn(from)),
    ...(await moveContacts(tx, pair)),
    ...(await moveMemberships(tx, pair)),
    identities: await moveIdentities(tx, pair),
    owner: takesOwner ? absorbed.ownerId : null,
    phoneState: survivor.phoneState,
  };
}

/** A row keeps its id, and with it its label and what was opened of it. Of the moved ones none stands first. */
async function moveContacts(
  tx: Tx,
  { survivor, absorbed }: Pair,
): Promise<Pick<Moved, "emails" | "phones" | "reveals">> {
  const addresses = new Set(survivor.emails.map(({ address }) => address));
  const numbers = new Map(survivor.phones.map(({ number, id }) => [number, id]));
  const emails = absorbed.emails.filter(({ address }) => !addresses.has(address)).map(({ id }) => id);
  const phones = absorbed.phones.filter(({ number }) => !numbers.has(number)).map(({ id }) => id);
  const { workspaceId } = survivor;
  const data = { personId: survivor.id, isPrimary: false };
  await tx.personEmail.updateMany({ where: { id: { in: emails }, workspaceId }, data });
  await tx.personPhone.updateMany({ where: { id: { in: phones }, workspaceId }, data });
  const reveals: Moved["reveals"] = [];
  for (const { id: phoneId, number } of absorbed.phones) {
    const standing = numbers.get(number);
    if (standing === undefined) continue;
    const opened = await tx.phoneReveal.updateManyAndReturn({
      where: { phoneId, workspaceId },
      data: { phoneId: standing },
      select: { id: true },
    });
    reveals.push(...opened.map(({ id }) => ({ id, phoneId })));
  }
  return { emails, phones, reveals };
}

async function moveMemberships(tx: Tx, { survivor, absorbed }: Pair): Promise<Pick<Moved, "tags" | "lists">> {
  const tags = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO person_tag (workspace_id, tag_id, person_id, added_by_id, added_at)
    SELECT workspace_id, tag_id, ${survivor.id}, added_by_id, added_at FROM person_tag WHERE person_id = ${absorbed.id}
    ON CONFLICT DO NOTHING RETURNING tag_id AS id`;
  const lists = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO list_person (workspace_id, list_id, person_id, added_by_id, added_at)
    SELECT workspace_id, list_id, ${survivor.id}, added_by_id, added_at FROM list_person WHERE person_id = ${absorbed.id}
    ON CONFLICT DO NOTHING RETURNING list_id AS id`;
  return { tags: tags.map(({ id }) => id), lists: lists.map(({ id }) => id) };
}

/** The provider's id among them: what is answered of the absorbed one later is the survivor's. */
function moveIdentities(tx: Tx, { survivor, absorbed }: Pair): Promise<Moved["identities"]> {
  return tx.$queryRaw<Moved["identities"]>`
    INSERT INTO person_identity (workspace_id, kind, value, person_id)
    SELECT workspace_id, kind, value, ${survivor.id} FROM person_identity WHERE person_id = ${absorbed.id}
    ON CONFLICT DO NOTHING RETURNING kind, value`;
}
