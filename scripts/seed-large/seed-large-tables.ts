import type { Client } from "pg";
import { copyRows, type Rows } from "@/scripts/seed-large/copy-rows";
import { listedRows, listRows, taggedRows, tagRows } from "@/scripts/seed-large/grouping-tables";
import { attemptRows, deliveryRows, ledgerRows, lookupRows } from "@/scripts/seed-large/spending-tables";
import { companyRows, emailRows, identityRows, personRows, phoneRows } from "@/scripts/seed-large/tables";
import type { World } from "@/scripts/seed-large/world";

type RowsOf = (world: World) => Rows;

const PEOPLE: readonly RowsOf[] = [companyRows, personRows, emailRows, phoneRows, identityRows];
const SPENDING: readonly RowsOf[] = [attemptRows, lookupRows, ledgerRows, deliveryRows];
const GROUPING: readonly RowsOf[] = [tagRows, taggedRows, listRows, listedRows];

type Tell = (sentence: string) => void;

/**
 * Fills a workspace, all of it or nothing. Needs the database's owner: the indexes are taken away and made again, and
 * foreign keys are not checked row by row, which hold by the way the rows are made.
 */
export async function seedLargeTables(client: Client, world: World, tell: Tell): Promise<void> {
  // People whom nobody looked up here, as where so many are that the disk holds no more.
  const tables = [...PEOPLE, ...(world.lookupsEach > 0 ? SPENDING : []), ...GROUPING];
  const names = tables.map((rowsOf) => rowsOf({ ...world, people: 0 }).table);
  await client.query("BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL maintenance_work_mem = '512MB'");
  try {
    const indexes = (await isMostlyNew(client, world)) ? await takeIndexes(client, names) : [];
    for (const rowsOf of tables) {
      const rows = rowsOf(world);
      const count = await timed(() => copyRows(client, rows));
      tell(`${rows.table}: ${count.result.toLocaleString("en")} rows in ${count.seconds} s`);
    }
    const made = await timed(() => inTurn(indexes, (index) => client.query(index)));
    tell(`${String(indexes.length)} indexes in ${made.seconds} s`);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
  const vacuumed = await timed(() => inTurn(names, (name) => client.query(`VACUUM (ANALYZE) "${name}"`)));
  tell(`vacuumed and analysed in ${vacuumed.seconds} s`);
}

/** Few people beside many: their entries cost less than making the indexes again for all. */
async function isMostlyNew(client: Client, { people }: World): Promise<boolean> {
  const { rows } = await client.query<{ known: number }>(
    "SELECT reltuples::int AS known FROM pg_class WHERE oid = 'public.person'::regclass",
  );
  return people * 4 > (rows[0]?.known ?? 0);
}

/** Returns what makes them again. A primary key stays: rows come in its order. */
async function takeIndexes(client: Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
       FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
      WHERE t.relname = ANY ($1) AND t.relnamespace = 'public'::regnamespace AND NOT i.indisprimary
        AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid)`,
    [tables],
  );
  await inTurn(rows, ({ name }) => client.query(`DROP INDEX "${name}"`));
  return rows.map(({ definition }) => definition);
}

async function inTurn<T>(values: readonly T[], run: (value: T) => Promise<unknown>): Promise<void> {
  for (const value of values) await run(value);
}

async function timed<T>(run: () => Promise<T>): Promise<{ result: T; seconds: string }> {
  const started = performance.now();
  const result = await run();
  return { result, seconds: ((performance.now() - started) / 1000).toFixed(1) };
}
