import "server-only";
import type { Tx } from "@/lib/db/client";
import { notifyChanged } from "@/lib/live/notify-changed";
import { forgetApprovals } from "@/lib/lookups/server/approval-store";
import { ERASED_LABEL } from "@/lib/lookups/server/attempt-erasure-store";
import { notifyApproval } from "@/lib/lookups/server/notify-approval";
import { notifyLookups } from "@/lib/lookups/server/notify-lookups";
import { forgetComments } from "@/lib/lookups/server/review-store";
import type { Counts } from "@/lib/privacy/server/erasure-store";

type Ids = { workspaceId: string; ids: readonly string[] };

/** Takes the person out of lookups that have no attempt of theirs: only that somebody asked, and when, stays. */
export async function eraseLookups(tx: Tx, { workspaceId, ids }: Ids): Promise<Counts> {
  const where = { workspaceId, id: { in: [...ids] } };
  for (const lookupId of await forgetApprovals(tx, { workspaceId, lookupIds: ids }))
    await notifyApproval(tx, { workspaceId, lookupId });
  const told = { ...where, outcome: { in: ["matched", "needs_a_look", "turned_down", "awaiting_approval"] } };
  await tx.lookup.updateMany({ where: told, data: { outcome: "erased", errorCode: "erased" } });
  const lookups = await tx.lookup.updateManyAndReturn({
    where,
    data: { input: {}, label: ERASED_LABEL, personId: null },
    select: { id: true, userId: true },
  });
  await forgetComments(tx, workspaceId, ids);
  await notifyLookups(tx, workspaceId, lookups);
  return { lookups: lookups.length };
}

/** Drops bodies that name the person and came for somebody else; only that they came, and when, stays. */
export async function eraseBodies(tx: Tx, { workspaceId, ids }: Ids): Promise<Counts> {
  const { count } = await tx.delivery.updateMany({
    where: { workspaceId, id: { in: [...ids] }, state: { not: "received" } },
    data: { body: new Uint8Array(), state: "dropped", reason: "erased" },
  });
  return { deliveries: count };
}

/** The records themselves, with every address, number and name, and what members made of them. */
/** The records themselves, with every address, number, name and word on them, and what merges kept of them. */
export async function erasePeople(tx: Tx, { workspaceId, ids }: Ids): Promise<Counts> {
  const where = { workspaceId, personId: { in: [...ids] } };
  const emails = await tx.personEmail.deleteMany({ where });
  const phones = await tx.personPhone.deleteMany({ where });
  const tags = await tx.personTag.deleteMany({ where });
  const lists = await tx.listPerson.deleteMany({ where });
  const notes = await tx.note.deleteMany({ where });
  const tasks = await tx.task.deleteMany({ where });
  const people = await tx.person.deleteMany({ where: { workspaceId, id: { in: [...ids] } } });
  const either = (one: string, other: string) => [{ [one]: { in: [...ids] } }, { [other]: { in: [...ids] } }];
  await tx.personMerge.deleteMany({ where: { workspaceId, OR: either("survivorId", "absorbedId") } });
  await tx.distinctPeople.deleteMany({ where: { workspaceId, OR: either("personId", "otherId") } });
  await notifyChanged(tx, { workspaceId, kind: "person", ids: [...ids] });
  // Those who had one to do have it no more.
  if (tasks.count > 0) await notifyChanged(tx, { workspaceId, kind: "task", ids: [...ids] });
  return {
    ...{ people: people.count, emails: emails.count, phones: phones.count },
    ...{ tags: tags.count, lists: lists.count, notes: notes.count, tasks: tasks.count },
  };
}
