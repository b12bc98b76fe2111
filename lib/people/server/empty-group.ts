import "server-only";
import { inTransaction, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { BulkChange } from "@/lib/people/server/bulk-change-store";
import { notifyPeople } from "@/lib/people/server/change-people";
import { emptyGroupLot, lockGroup, type GroupKind } from "@/lib/people/server/person-groups";

type Group = { kind: GroupKind; change: BulkChange; groupId: string; intoId?: string };

/**
 * Takes everybody out of a group, a lot at a time, and then ends it with whoever came in meanwhile, while nobody else can
 * come. Throws `not_found` when somebody else ended it first. Returns how many people were in it.
 */
export async function emptyGroup(
  { kind, ...emptying }: Group,
  end: (tx: Tx, people: number) => Promise<void>,
): Promise<number> {
  const { change, groupId } = emptying;
  const emptyOne = async (tx: Tx) => {
    const ids = await emptyGroupLot(tx, kind, emptying);
    await notifyPeople(tx, change, ids);
    return ids.length;
  };
  let people = 0;
  for (let count = -1; count !== 0; people += count) count = await inTransaction(emptyOne);
  return inTransaction(async (tx) => {
    if (!(await lockGroup(tx, kind, { id: groupId, workspaceId: change.workspaceId })))
      throw new AppError("not_found", `${kind} ${groupId} is gone`);
    for (let count = -1; count !== 0; people += count) count = await emptyOne(tx);
    await end(tx, people);
    return people;
  });
}
