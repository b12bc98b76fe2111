import "server-only";
import { db, type Tx } from "@/lib/db/client";
import { OWNED_BY_NOBODY } from "@/lib/people/filter-words";
import type { BulkChange } from "@/lib/people/server/bulk-change-store";
import type { PeopleLot } from "@/lib/people/server/change-people";

/** A person's row stands in several indexes: fewer at a time than of tags. */
const LOT = 1000;

/** Gives a lot of people to a member, or to nobody, and keeps whose they were. Returns whom it changed. */
export async function assignLot(
  tx: Tx,
  { change, ids, ownerId }: PeopleLot & { ownerId: string | null },
): Promise<string[]> {
  const { id, workspaceId } = change;
  const rows = await tx.$queryRaw<{ personId: string }[]>`
    WITH these AS (
      SELECT id, owner_id FROM person
       WHERE workspace_id = ${workspaceId} AND id = ANY (${ids}) AND owner_id IS DISTINCT FROM ${ownerId}
       ORDER BY id FOR NO KEY UPDATE
    ), moved AS (
      UPDATE person SET owner_id = ${ownerId} FROM these WHERE person.id = these.id
      RETURNING person.id, these.owner_id AS former
    ) INSERT INTO bulk_change_person (change_id, target_id, person_id, did, former_by_id)
      SELECT ${id}, ${ownerId ?? OWNED_BY_NOBODY}, id, 'assigned', former FROM moved RETURNING person_id AS "personId"`;
  return rows.map(({ personId }) => personId);
}

/** Gives a lot back to whom they had. Whoever is no member any more gets nobody back. */
export async function restoreOwnersLot(tx: Tx, { id, workspaceId }: BulkChange) {
  const [restored] = await tx.$queryRaw<{ taken: number; touched: string[] }[]>`
    WITH lot AS (
      DELETE FROM bulk_change_person WHERE (change_id, target_id, person_id) IN (
        SELECT change_id, target_id, person_id FROM bulk_change_person WHERE change_id = ${id}
         ORDER BY person_id LIMIT ${LOT} FOR UPDATE)
      RETURNING target_id, person_id, former_by_id
    ), moved AS (
      UPDATE person SET owner_id = (
        SELECT m.user_id FROM membership m WHERE m.workspace_id = ${workspaceId} AND m.user_id = lot.former_by_id)
        FROM lot WHERE person.id = lot.person_id AND person.workspace_id = ${workspaceId}
         AND person.owner_id IS NOT DISTINCT FROM nullif(lot.target_id, ${OWNED_BY_NOBODY})
      RETURNING person.id
    ) SELECT (SELECT count(*) FROM lot)::int AS taken, ARRAY (SELECT id FROM moved) AS touched`;
  return restored ?? { taken: 0, touched: [] };
}

/** Nobody looks after the people of whoever left, a lot at a time. Returns how many there were. */
export async function releaseOwned({ workspaceId, userId }: { workspaceId: string; userId: string }): Promise<number> {
  for (let released = 0; ;) {
    const count = await db.$executeRaw`
      UPDATE person SET owner_id = NULL WHERE id IN (
        SELECT id FROM person WHERE owner_id = ${userId} AND workspace_id = ${workspaceId} LIMIT ${LOT})`;
    released += count;
    if (count < LOT) return released;
  }
}
