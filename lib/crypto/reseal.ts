import type { ClientBase } from "pg";
import { openWith, sealWith } from "@/lib/crypto/sealed-text";
import { SEALED_COLUMNS, type SealedColumn } from "@/lib/crypto/sealed-columns";
import type { KeyRing } from "@/lib/env/environment";

const BATCH_MAX = 100;
/** A process that read the ring just before it changed may seal with the old key once more. */
const ROUNDS_MAX = 5;

export type Resealed = {
  resealed: number;
  /** Values that no key of the ring opens, as `table row`: left as they are. */
  unopened: string[];
};

type Row = { id: string; version: number; sealed: string };

/**
 * Seals everything anew with the ring's first key, row by row by compare-and-set, so that it may run beside the app, again
 * after a kill, and twice at once. What was written meanwhile is done in the next round.
 */
export async function resealAll(client: ClientBase, ring: KeyRing): Promise<Resealed> {
  let resealed = 0;
  for (let round = 1; ; round += 1) {
    const unopened: string[] = [];
    let left = 0;
    for (const column of SEALED_COLUMNS) {
      const done = await resealColumn(client, ring, column);
      resealed += done.resealed;
      left += done.resealed + done.overtaken;
      unopened.push(...done.unopened);
    }
    if (left === 0 || round === ROUNDS_MAX) return { resealed, unopened };
  }
}

async function resealColumn(client: ClientBase, ring: KeyRing, place: SealedColumn) {
  const { table, column, rowId, keyVersion } = place;
  const done = { resealed: 0, overtaken: 0, unopened: [] as string[] };
  let after = "";
  for (;;) {
    const { rows } = await client.query<Row>(
      `SELECT ${rowId} AS id, ${keyVersion} AS version, ${column} AS sealed FROM ${table}
        WHERE ${rowId} > $1 AND ${column} IS NOT NULL AND split_part(${column}, '.', 2) <> $2
        ORDER BY ${rowId} LIMIT ${String(BATCH_MAX)}`,
      [after, ring[0].id],
    );
    for (const row of rows) {
      const fresh = sealAnew(ring, place, row);
      if (fresh === null) {
        done.unopened.push(`${table} ${row.id}`);
        continue;
      }
      const { rowCount } = await client.query(
        `UPDATE ${table} SET ${column} = $1 WHERE ${rowId} = $2 AND ${column} = $3`,
        [...[fresh, row.id, row.sealed]],
      );
      if (rowCount === 1) done.resealed += 1;
      else done.overtaken += 1;
    }
    after = rows.at(-1)?.id ?? after;
    if (rows.length < BATCH_MAX) return done;
  }
}

function sealAnew(ring: KeyRing, { table, column }: SealedColumn, { id, version, sealed }: Row): string | null {
  const place = { table, column, rowId: id, keyVersion: version };
  try {
    return sealWith(ring[0], openWith(ring, sealed, place), place);
  } catch {
    return null; // Told to whoever runs the rotation, which goes on with what does open.
  }
}

/** How many values are sealed with each key of a ring, sentinels aside. */
export async function countSealed(client: ClientBase): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { table, column } of SEALED_COLUMNS) {
    const { rows } = await client.query<{ id: string; count: number }>(
      `SELECT split_part(${column}, '.', 2) AS id, count(*)::int AS count FROM ${table} WHERE ${column} IS NOT NULL GROUP BY 1`,
    );
    for (const { id, count } of rows) counts.set(id, (counts.get(id) ?? 0) + count);
  }
  return counts;
}

/**
 * The database holds on to this key no longer; from then on it refuses what is sealed with it. Changes nothing while
 * anything is, and resolves to how much that is. Whoever is sealing with it at this moment is waited for, and counted.
 */
export async function forgetRingKey(client: ClientBase, keyId: string): Promise<number> {
  await client.query("BEGIN");
  try {
    await client.query("LOCK TABLE key_ring_sentinel IN SHARE ROW EXCLUSIVE MODE");
    await client.query("DELETE FROM key_ring_sentinel WHERE key_id = $1", [keyId]);
    const left = (await countSealed(client)).get(keyId) ?? 0;
    await client.query(left === 0 ? "COMMIT" : "ROLLBACK");
    return left;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}
