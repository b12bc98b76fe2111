import { Client } from "pg";
import { readAccess, urlOf } from "@/lib/db/embedded/cluster";

/** One or more statements on the database of a data folder. Rows as PostgreSQL names them. */
export async function queryDatabase<Row extends object>(
  dataDir: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const access = readAccess(dataDir);
  if (!access) throw new Error(`no database in ${dataDir}`);
  const client = new Client({ connectionString: urlOf(access) });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}
