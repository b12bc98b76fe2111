import "server-only";
import { Prisma, type Tx } from "@/lib/db/client";
import { notifyChanged } from "@/lib/live/notify-changed";

type Arrived = { workspaceId: string; lookupIds: readonly string[] };

/**
 * Whoever looked somebody up gets them into the list that they chose for that, and into the one that the lookup's run names, now
 * that the person is known: one statement for all who asked. A list that they may not add to any more is passed over. Never waits
 * for whoever changes the list.
 */
export async function addArrivals(tx: Tx, { workspaceId, lookupIds }: Arrived): Promise<void> {
  const asked = Prisma.sql`l.workspace_id = ${workspaceId} AND l.id = ANY (${lookupIds}) AND l.person_id IS NOT NULL`;
  await addToLists(
    tx,
    workspaceId,
    Prisma.sql`
      SELECT m.arrivals_list_id AS list_id, l.person_id, l.user_id, l.created_at AS at
        FROM lookup l JOIN membership m ON m.workspace_id = l.workspace_id AND m.user_id = l.user_id
       WHERE ${asked} AND m.arrivals_list_id IS NOT NULL
       UNION ALL
      SELECT u.list_id, l.person_id, l.user_id, l.created_at
        FROM lookup l JOIN run_row r ON r.lookup_id = l.id JOIN run u ON u.id = r.run_id AND u.workspace_id = l.workspace_id
       WHERE ${asked} AND l.source = 'run' AND u.list_id IS NOT NULL`,
  );
}

type RunRows = { workspaceId: string; runId: string; numbers?: readonly number[] };

/**
 * Whom a run's rows found, or had already, joins the list that the run names: of all its rows, or of these. For rows that no
 * lookup settles any more: what was ours before anything was sent, and what was ours when it was to be sent.
 */
export async function addRunArrivals(tx: Tx, { workspaceId, runId, numbers }: RunRows): Promise<void> {
  const these = numbers ? Prisma.sql`AND r.number = ANY (${[...numbers]}::int[])` : Prisma.empty;
  await addToLists(
    tx,
    workspaceId,
    Prisma.sql`
      SELECT u.list_id, r.person_id, u.user_id, u.created_at AS at FROM run u JOIN run_row r ON r.run_id = u.id
       WHERE u.id = ${runId} AND u.workspace_id = ${workspaceId} AND u.list_id IS NOT NULL
         AND r.state IN ('matched', 'ours') AND r.person_id IS NOT NULL ${these}`,
  );
}

/** `arrived`: a table of `list_id`, `person_id`, who gets them in as `user_id`, and `at`. */
async function addToLists(tx: Tx, workspaceId: string, arrived: Prisma.Sql): Promise<void> {
  const rows = await tx.$queryRaw<{ listId: string; ownerId: string | null; isShared: boolean }[]>`
    WITH added AS (
      INSERT INTO list_person (workspace_id, list_id, person_id, added_by_id)
      SELECT DISTINCT ON (list.id, arrived.person_id) list.workspace_id, list.id, arrived.person_id, arrived.user_id
        FROM (${arrived}) AS arrived
        JOIN membership m ON m.workspace_id = ${workspaceId} AND m.user_id = arrived.user_id
        JOIN list ON list.id = arrived.list_id AND list.workspace_id = ${workspaceId}
       WHERE (list.is_shared OR list.owner_id = arrived.user_id) AND m.role <> 'reviewer'
       ORDER BY list.id, arrived.person_id, arrived.at
          ON CONFLICT DO NOTHING RETURNING list_id
    ) SELECT DISTINCT list.id AS "listId", owner_id AS "ownerId", is_shared AS "isShared"
        FROM added JOIN list ON list.id = added.list_id`;
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
