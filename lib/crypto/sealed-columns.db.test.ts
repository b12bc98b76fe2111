import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SEALED_COLUMNS } from "@/lib/crypto/sealed-columns";
import { connectOnce } from "@/lib/db/migrate/migrate-database";
import { useTestDatabase } from "@/lib/testing/database";

const { url } = useTestDatabase();
let client: Client;
beforeAll(async () => {
  client = await connectOnce(url);
});
afterAll(() => client.end());

const listed = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`).sort();
/** Sealed with each key of the ring, and never anew. */
const SENTINEL = "key_ring_sentinel.sealed";

test("every text of the schema that is named as sealed is one that a rotation seals anew", async () => {
  const { rows } = await client.query<{ place: string }>(
    "SELECT table_name || '.' || column_name AS place FROM information_schema.columns WHERE table_schema = 'public' AND column_name LIKE '%sealed%' AND data_type = 'text'",
  );
  expect(rows.map(({ place }) => place).sort()).toEqual([...listed, SENTINEL].sort());
});

test("every place for which the code seals is one that a rotation seals anew", () => {
  const files = readdirSync("lib", { recursive: true, encoding: "utf8" }).filter((path) =>
    /(?<!\.test)\.ts$/.test(path),
  );
  const places = files.flatMap((path) =>
    [...readFileSync(join("lib", path), "utf8").matchAll(/table: "(\w+)",\s*column: "(\w+)",\s*rowId\b/g)].map(
      ([, table, column]) => `${table ?? ""}.${column ?? ""}`,
    ),
  );
  expect([...new Set(places)].sort()).toEqual([...listed, SENTINEL].sort());
});

test("the database refuses in each of them what is sealed with a key that it does not hold on to", async () => {
  const { rows } = await client.query<{ place: string }>(
    `SELECT c.relname || '.' || convert_from(trim(trailing '\\x00'::bytea from t.tgargs), 'UTF8') AS place
       FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
      WHERE p.proname = 'require_ring_key'`,
  );
  expect(rows.map(({ place }) => place).sort()).toEqual(listed);
});
