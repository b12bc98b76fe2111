import "server-only";
import type { Tx } from "@/lib/db/client";
import { notifyChanged } from "@/lib/live/notify-changed";

type Arrived = { workspaceId: string; lookupIds: readonly string[] };

/**
 * Whoever looked somebody up gets them into the list that they chose for that, now that the person is known: one statement
 * for all who asked. A list that they may not add to any more is passed over. Never waits for whoever changes the list.
 */
export async function addArrivals(tx: Tx, { workspaceId, lookupIds }: Arrived): Promise<void> {
  const rows = await tx.$queryRaw<{ listId: string; ownerId: string | null; isShared: boolean }[]>`
    WITH arrived AS (
      INSERT INTO list_person (workspace_id, list_id, person_id, added_by_id)
      SELECT DISTINCT ON (list.id, lookup.person_id) lookup.workspace_id, list.id, lookup.person_id, lookup.user_id
        FROM lookup
        JOIN membership m ON m.workspace_id = lookup.workspace_id AND m.user_id = lookup.user_id
        JOIN list ON list.id = m.arrivals_list_id AND list.workspace_id = lookup.workspace_id
       WHERE lookup.workspace_id = ${workspaceId} AND lookup.id = ANY (${lookupIds}) AND lookup.person_id IS NOT NULL
         AND (list.is_shared OR list.owner_id = lookup.user_id) AND m.role <> 'reviewer'
       ORDER BY list.id, lookup.person_id, lookup.created_at
          ON CONFLICT DO NOTHING RETURNING list_id
    ) SELECT DISTINCT list.id AS "listId", owner_id AS "ownerId", is_shared AS "isShared"
        FROM arrived JOIN list ON list.id = arrived.list_id`;
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE list SET updated_at = now() WHERE id IN (
      SELECT id FROM list WHERE id = ANY (${rows.map(({ listId }) => listId)}) AND updated_at < now() - interval '1 minute'
         FOR NO KEY UPDATE SKIP LOCKED)`;
  for (const { listId, ownerId, isShared } of rows)
    await notifyChanged(tx, {
      workspaceId,
      kind: "list",
      ids: [listId],
      ...(!isShared && ownerId && { userId: ownerId }),
    });
}
