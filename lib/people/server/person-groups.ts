import "server-only";
import { Prisma, type Tx } from "@/lib/db/client";
import type { BulkChange } from "@/lib/people/server/bulk-change-store";
import type { PeopleLot } from "@/lib/people/server/change-people";

/** What people can be put into: tables of one shape, one row for a person in a group. */
const GROUPS = {
  tag: { table: Prisma.raw("person_tag"), column: Prisma.raw("tag_id"), groups: Prisma.raw("tag") },
  list: { table: Prisma.raw("list_person"), column: Prisma.raw("list_id"), groups: Prisma.raw("list") },
} as const;
export type GroupKind = keyof typeof GROUPS;

/** Rows that one statement takes back. */
const LOT = 5000;

type Regrouping = { add: readonly string[]; remove: readonly string[] };

/**
 * Puts a lot of people into groups and takes them out of others, and keeps under the change exactly what that did. Rows are
 * made in one order, so that two who do it at once wait for each other and no longer. Returns whom it changed.
 */
export async function regroupLot(
  tx: Tx,
  kind: GroupKind,
  { change, ids, add, remove }: PeopleLot & Regrouping,
): Promise<string[]> {
  const { table, column, groups } = GROUPS[kind];
  const { id, workspaceId, userId, madeAt } = change;
  const rows = await tx.$queryRaw<{ personId: string }[]>`
    WITH these AS (
      SELECT id FROM person WHERE workspace_id = ${workspaceId} AND id = ANY (${ids}) ORDER BY id FOR KEY SHARE
    ), added AS (
      INSERT INTO ${table} (workspace_id, ${column}, person_id, added_by_id, added_at)
      SELECT ${workspaceId}, g.id, these.id, ${userId}, ${madeAt}
        FROM these CROSS JOIN (SELECT id FROM ${groups} WHERE workspace_id = ${workspaceId} AND id = ANY (${add})) AS g
       ORDER BY these.id, g.id
          ON CONFLICT DO NOTHING RETURNING ${column} AS target_id, person_id
    ), removed AS (
      DELETE FROM ${table} m USING these
       WHERE m.workspace_id = ${workspaceId} AND m.${column} = ANY (${remove}) AND m.person_id = these.id
      RETURNING m.${column} AS target_id, m.person_id, m.added_by_id, m.added_at
    ), kept AS (
      INSERT INTO bulk_change_person (change_id, target_id, person_id, did, former_by_id, former_at)
      SELECT ${id}, target_id, person_id, 'added', NULL, NULL FROM added
       UNION ALL SELECT ${id}, target_id, person_id, 'removed', added_by_id, added_at FROM removed
      RETURNING person_id
    ) SELECT DISTINCT person_id AS "personId" FROM kept`;
  return rows.map(({ personId }) => personId);
}

type Emptying = { change: BulkChange; groupId: string; intoId?: string };

/** Takes a lot of people out of a group, and into another where one is named, and keeps that. Returns whom; nobody at its end. */
export async function emptyGroupLot(tx: Tx, kind: GroupKind, { change, groupId, intoId }: Emptying): Promise<string[]> {
  const { table, column } = GROUPS[kind];
  const members = await tx.$queryRaw<{ id: string }[]>`
    SELECT person_id AS id FROM ${table} WHERE workspace_id = ${change.workspaceId} AND ${column} = ${groupId}
     ORDER BY person_id LIMIT ${LOT}`;
  if (members.length === 0) return [];
  const add = intoId === undefined ? [] : [intoId];
  return regroupLot(tx, kind, { change, ids: members.map(({ id }) => id), add, remove: [groupId] });
}

/** Holds a group against everybody who puts somebody into it. False when it is gone. */
export async function lockGroup(tx: Tx, kind: GroupKind, { id, workspaceId }: { id: string; workspaceId: string }) {
  const { groups } = GROUPS[kind];
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM ${groups} WHERE id = ${id} AND workspace_id = ${workspaceId} FOR UPDATE`;
  return rows.length === 1;
}

/**
 * Takes back a lot of what a change did: what it added goes unless somebody has put it there anew, what it removed comes back
 * as it was where the group still stands.
 */
export async function restoreGroupLot(tx: Tx, kind: GroupKind, change: BulkChange) {
  const { table, column, groups } = GROUPS[kind];
  const { id, workspaceId, userId, madeAt } = change;
  const [restored] = await tx.$queryRaw<{ taken: number; touched: string[] }[]>`
    WITH lot AS (
      DELETE FROM bulk_change_person WHERE (change_id, target_id, person_id) IN (
        SELECT change_id, target_id, person_id FROM bulk_change_person WHERE change_id = ${id}
         ORDER BY target_id, person_id LIMIT ${LOT} FOR UPDATE)
      RETURNING target_id, person_id, did, former_by_id, former_at
    ), taken AS (
      DELETE FROM ${table} m USING lot
       WHERE lot.did = 'added' AND m.${column} = lot.target_id AND m.person_id = lot.person_id
         AND m.added_by_id = ${userId} AND m.added_at = ${madeAt}
      RETURNING m.person_id
    ), given AS (
      INSERT INTO ${table} (workspace_id, ${column}, person_id, added_by_id, added_at)
      SELECT ${workspaceId}, lot.target_id, lot.person_id, lot.former_by_id, lot.former_at
        FROM lot JOIN ${groups} g ON g.id = lot.target_id AND g.workspace_id = ${workspaceId}
       WHERE lot.did = 'removed' ORDER BY lot.person_id, lot.target_id
          ON CONFLICT DO NOTHING RETURNING person_id
    ) SELECT (SELECT count(*) FROM lot)::int AS taken,
             ARRAY (SELECT person_id FROM taken UNION SELECT person_id FROM given) AS touched`;
  return restored ?? { taken: 0, touched: [] };
}
