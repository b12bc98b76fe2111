import { afterAll, inject } from "vitest";
import { connectOnce } from "@/lib/db/migrate/migrate-database";

export type TestDatabase = {
  /** Address of this file's database. */
  url: string;
};

type Disconnecting = {
  perihelionDb?: { $disconnect(): Promise<void> };
  perihelionReadingPool?: { end(): Promise<void> };
};

/**
 * The database of this test file (`*.db.test.ts`): PostgreSQL, migrated, empty, shared with no other file; `db` of
 * lib/db/client is connected to it. Call once, at the top of the file: it is dropped after the file's last test.
 */
export function useTestDatabase(): TestDatabase {
  const url = process.env["DATABASE_URL"] ?? "";
  afterAll(async () => {
    const { perihelionDb, perihelionReadingPool } = globalThis as Disconnecting;
    await perihelionReadingPool?.end();
    await perihelionDb?.$disconnect();
    const client = await connectOnce(inject("testServerUrl"));
    await client.query(`DROP DATABASE IF EXISTS "${new URL(url).pathname.slice(1)}" WITH (FORCE)`);
    await client.end();
  });
  return { url };
}
