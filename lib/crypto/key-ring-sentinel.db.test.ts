import { randomBytes } from "node:crypto";
import type { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { noteKeyRing, requireKeyRing } from "@/lib/crypto/key-ring-sentinel";
import { connectOnce } from "@/lib/db/migrate/migrate-database";
import type { KeyRing, SealingKey } from "@/lib/env/environment";
import { useTestDatabase } from "@/lib/testing/database";

const { url } = useTestDatabase();
let client: Client;
beforeAll(async () => {
  client = await connectOnce(url);
});
afterAll(() => client.end());

const aKey = (id: string): SealingKey => ({ id, secret: randomBytes(32) });
const [first, second] = [aKey("k1"), aKey("k2")];

async function notedKeys(): Promise<string[]> {
  const { rows } = await client.query<{ key_id: string }>("SELECT key_id FROM key_ring_sentinel ORDER BY created_at");
  return rows.map((row) => row.key_id);
}

/** As a start does it. */
async function start(ring: KeyRing): Promise<void> {
  await requireKeyRing(client, ring);
  await noteKeyRing(client, ring);
}

test("a database holds on to the keys that it was sealed with, and every other ring is refused by the key's name", async () => {
  await start([first]);
  await start([first]);
  expect(await notedKeys()).toEqual(["k1"]);
  await expect(start([second])).rejects.toThrow(/^The key "k1" of the key ring is missing, and sealed this database: /);
  await expect(start([aKey("k1")])).rejects.toThrow(/^The key "k1" of the key ring is not the one that sealed /);
  expect(await notedKeys()).toEqual(["k1"]);

  await start([second, first]);
  expect(await notedKeys()).toEqual(["k1", "k2"]);
  await expect(start([second])).rejects.toThrow(/"k1".* is missing/);
  await expect(start([first])).rejects.toThrow(/"k2".* is missing/);
});

test("of two first starts with a ring each, one goes on and the other leaves no trace", async () => {
  await client.query("TRUNCATE key_ring_sentinel");
  const others = await Promise.all([connectOnce(url), connectOnce(url)]);
  const outcomes = await Promise.allSettled(
    others.map((other, index) => noteKeyRing(other, [aKey(`r${String(index)}`)])),
  );
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await notedKeys()).toHaveLength(1);
  await Promise.all(others.map((other) => other.end()));
});

test("a database without tables takes any ring", async () => {
  await client.query("CREATE SCHEMA empty; SET search_path = empty");
  await expect(requireKeyRing(client, [aKey("any")])).resolves.toBeUndefined();
  await client.query("SET search_path = public");
});
