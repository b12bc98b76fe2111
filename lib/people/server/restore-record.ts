import "server-only";
import type { Prisma, Tx } from "@/lib/db/client";
import type { LockedPerson } from "@/lib/people/server/lock-person";
import { addNames, removeNames, type PersonName } from "@/lib/people/server/index-identities";
import type { Absorbed, Moved } from "@/lib/people/server/person-merge-store";

type Merged = { absorbed: Absorbed; moved: Moved };

/** Makes the absorbed record anew from how it stood, and gives it back all that went over to the survivor. */
export async function restoreRecord(tx: Tx, survivor: LockedPerson, merged: Merged): Promise<void> {
  await makeAnew(tx, merged);
  await giveBack(tx, survivor, merged);
  await restoreContacts(tx, survivor, merged);
  await restoreMemberships(tx, survivor, merged);
  const own = { id: survivor.id, workspaceId: survivor.workspaceId };
  await tx.person.updateMany({ where: own, data: { phoneState: merged.moved.phoneState } });
}

/** A member who left the workspace meanwhile looks after nobody. */
async function makeAnew(tx: Tx, { absorbed: { person } }: Merged): Promise<void> {
  const row = person as unknown as Prisma.PersonUncheckedCreateInput;
  const owner = row.ownerId ? await tx.user.findUnique({ where: { id: row.ownerId }, select: { id: true } }) : null;
  const company = row.companyId
    ? await tx.company.findUnique({ where: { id: row.companyId }, select: { id: true } })
    : null;
  await tx.person.create({ data: { ...row, ownerId: owner?.id ?? null, companyId: company?.id ?? null } });
}

async function giveBack(tx: Tx, { id: survivorId, workspaceId }: LockedPerson, { absorbed, moved }: Merged) {
  const { id: personId, apolloId } = absorbed.person;
  const of = (ids: readonly string[]) => ({
    where: { id: { in: [...ids] }, workspaceId, personId: survivorId },
    data: { personId },
  });
  await tx.lookup.updateMany(of(moved.lookups));
  await tx.note.updateMany(of(moved.notes));
  await tx.task.updateMany(of(moved.tasks));
  await tx.personObservation.updateMany(of(moved.observations));
  // What the provider said of them meanwhile is theirs, and so are the lookups that asked.
  const since = { workspaceId, personId: survivorId };
  await tx.personObservation.updateMany({ where: { ...since, apolloId }, data: { personId } });
  await tx.lookup.updateMany({ where: { ...since, attempt: { returnedApolloId: apolloId } }, data: { personId } });
  // Rows of runs follow their lookups.
  await tx.$executeRaw`
    UPDATE run_row r SET person_id = ${personId} FROM lookup l
     WHERE r.person_id = ${survivorId} AND r.workspace_id = ${workspaceId} AND l.id = r.lookup_id AND l.person_id = ${personId}`;
}

/** A row that is still there goes back as it is; one that both had, or that has gone, is made anew. */
async function restoreContacts(
  tx: Tx,
  { id: survivorId, workspaceId }: LockedPerson,
  { absorbed, moved }: Merged,
): Promise<void> {
  const personId = absorbed.person.id;
  for (const { id, isPrimary } of absorbed.emails)
    await tx.personEmail.updateMany({
      where: { id, workspaceId, personId: survivorId },
      data: { personId, isPrimary: isPrimary === true },
    });
  for (const { id, isPrimary } of absorbed.phones)
    await tx.personPhone.updateMany({
      where: { id, workspaceId, personId: survivorId },
      data: { personId, isPrimary: isPrimary === true },
    });
  await tx.personEmail.createMany({
    data: absorbed.emails as unknown as Prisma.PersonEmailCreateManyInput[],
    skipDuplicates: true,
  });
  await tx.personPhone.createMany({
    data: absorbed.phones as unknown as Prisma.PersonPhoneCreateManyInput[],
    skipDuplicates: true,
  });
  for (const { id, phoneId } of moved.reveals)
    await tx.phoneReveal.updateMany({ where: { id, workspaceId }, data: { phoneId } });
}

async function restoreMemberships(tx: Tx, survivor: LockedPerson, { absorbed, moved }: Merged): Promise<void> {
  const { id: survivorId, workspaceId } = survivor;
  const personId = absorbed.person.id;
  const tags = await tx.tag.findMany({ where: { workspaceId, id: { in: absorbed.tags.map(({ tagId }) => tagId) } } });
  const lists = await tx.list.findMany({
    where: { workspaceId, id: { in: absorbed.lists.map(({ listId }) => listId) } },
  });
  const isThere = (rows: readonly { id: string }[], id: string) => rows.some((row) => row.id === id);
  await tx.personTag.createMany({
    data: absorbed.tags.filter(({ tagId }) => isThere(tags, tagId)) as unknown as Prisma.PersonTagCreateManyInput[],
    skipDuplicates: true,
  });
  await tx.listPerson.createMany({
    data: absorbed.lists.filter(({ listId }) =>
      isThere(lists, listId),
    ) as unknown as Prisma.ListPersonCreateManyInput[],
    skipDuplicates: true,
  });
  await tx.personTag.deleteMany({ where: { workspaceId, personId: survivorId, tagId: { in: moved.tags } } });
  await tx.listPerson.deleteMany({ where: { workspaceId, personId: survivorId, listId: { in: moved.lists } } });
  await removeNames(tx, survivor, moved.identities as PersonName[]);
  await addNames(tx, { id: personId, workspaceId }, absorbed.identities as PersonName[]);
  if (moved.owner !== null)
    await tx.person.updateMany({
      where: { id: survivorId, workspaceId, ownerId: moved.owner },
      data: { ownerId: null },
    });
}
