import "server-only";
import type { Tx } from "@/lib/db/client";
import { notifyChanged } from "@/lib/live/notify-changed";

/**
 * Whom a run has found so far, or had already, goes into the list that was chosen for it, as long as whose run it is may add to that.
 * Whoever is in it already stays as they are.
 */
export async function fillList(tx: Tx, { id, workspaceId }: { id: string; workspaceId: string }): Promise<void> {
  const [list] = await tx.$queryRaw<{ listId: string; ownerId: string | null; isShared: boolean }[]>`
    WITH added AS (
      INSERT INTO list_person (workspace_id, list_id, person_id, added_by_id)
      SELECT DISTINCT u.workspace_id, l.id, r.person_id, u.user_id
        FROM run u JOIN list l ON l.id = u.list_id AND l.workspace_id = u.workspace_id
        JOIN run_row r ON r.run_id = u.id AND r.person_id IS NOT NULL AND r.state IN ('matched', 'ours')
       WHERE u.id = ${id} AND u.workspace_id = ${workspaceId} AND (l.is_shared OR l.owner_id = u.user_id)
       ORDER BY r.person_id
          ON CONFLICT DO NOTHING RETURNING list_id
    ), listed AS (
      UPDATE list SET updated_at = now() WHERE id IN (SELECT list_id FROM added) RETURNING id, owner_id, is_shared
    ) SELECT id AS "listId", owner_id AS "ownerId", is_shared AS "isShared" FROM listed`;
  if (!list) return;
  const seenBy = !list.isShared && list.ownerId ? { userId: list.ownerId } : {};
  await notifyChanged(tx, { workspaceId, kind: "list", ids: [list.listId], ...seenBy });
}
