import "server-only";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { notifyChanged } from "@/lib/live/notify-changed";
import { lockPersonById } from "@/lib/people/server/lock-person";
import { refoldPerson } from "@/lib/people/server/refold-person";

type Undoing = { workspaceId: string; userId: string; attemptIds: readonly string[]; isUndone: boolean };

/** Whose records hold words of these calls. */
export async function listPeopleOf(tx: Tx, workspaceId: string, attemptIds: readonly string[]): Promise<string[]> {
  const rows = await tx.personObservation.findMany({
    where: { workspaceId, attemptId: { in: [...attemptIds] } },
    distinct: ["personId"],
    select: { personId: true },
  });
  return rows.map(({ personId }) => personId).toSorted();
}

/**
 * Takes back all that these calls said, deliveries included, or puts it back, and says anew what is known of each person.
 * What still comes of a call that was taken back is kept as taken back. Doing it twice changes nothing more. Returns whose
 * records changed.
 */
export async function setUndone(tx: Tx, { workspaceId, userId, attemptIds, isUndone }: Undoing): Promise<string[]> {
  const changed: string[] = [];
  const people = await listPeopleOf(tx, workspaceId, attemptIds);
  // In one order: two members who undo the same lookups wait for each other.
  for (const id of people) {
    const person = await lockPersonById(tx, { workspaceId, id });
    const { count } = await tx.personObservation.updateMany({
      where: {
        workspaceId,
        personId: id,
        attemptId: { in: [...attemptIds] },
        undoneAt: isUndone ? null : { not: null },
      },
      data: isUndone ? { undoneAt: new Date(), undoneById: userId } : { undoneAt: null, undoneById: null },
    });
    if (count === 0) continue;
    await refoldPerson(tx, person);
    changed.push(id);
  }
  // Merged into another record between reading and holding: half of it would be done.
  if ((await listPeopleOf(tx, workspaceId, attemptIds)).join() !== people.join())
    throw new AppError("conflict", "a record was merged meanwhile");
  await notifyChanged(tx, { workspaceId, kind: "person", ids: changed });
  return changed;
}
