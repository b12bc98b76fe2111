import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { fingerprintOf, storeApiKey } from "@/lib/api-keys/server/add-api-key";
import { openApiKey } from "@/lib/api-keys/server/key-place";
import { noteKeyRing, requireKeyRing } from "@/lib/crypto/key-ring-sentinel";
import { seal } from "@/lib/crypto/seal";
import { openWith, ringKeyOf, sealWith } from "@/lib/crypto/sealed-text";
import { db, inTransaction } from "@/lib/db/client";
import { connectOnce } from "@/lib/db/migrate/migrate-database";
import { type KeyRing, readKeyRing, writeKeyRing } from "@/lib/env/environment";
import { newId } from "@/lib/ids/ids";
import { aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { TEST_ENVIRONMENT } from "@/lib/testing/environment";
import { removeRingKey, rotateKeyRing, type RingStore } from "@/scripts/supervisor/rotate-key-ring";
import { makeSealingKey, readSecrets, type Secrets, writeSecrets } from "@/scripts/supervisor/secrets";

// The app in this process reads the ring from that file, as a server of the start does.
const { DATA_DIR } = vi.hoisted(() => {
  const folder = `${process.env["TMPDIR"] ?? "/tmp"}/perihelion-ring-${String(process.pid)}-${String(Date.now())}`;
  process.env["KEY_RING_FILE"] = `${folder}/secrets.json`;
  return { DATA_DIR: folder };
});

const { url } = useTestDatabase();
let workspaceId: string;

beforeAll(() => {
  mkdirSync(DATA_DIR, { recursive: true });
});
afterAll(() => {
  rmSync(DATA_DIR, { recursive: true, force: true });
});
beforeEach(async () => {
  await db.$executeRaw`TRUNCATE key_ring_sentinel, api_key CASCADE`;
  workspaceId = await aWorkspace();
});

const ringOf = ({ ENCRYPTION_KEYS }: Secrets): KeyRing => {
  const ring = readKeyRing(ENCRYPTION_KEYS);
  if (!ring) throw new Error("no ring");
  return ring;
};

/** A ring in memory, and so many keys in the database that are sealed with it. */
async function sealedStore(count: number) {
  const ring: KeyRing = [makeSealingKey()];
  let secrets: Secrets = { ENCRYPTION_KEYS: writeKeyRing(ring), NEXTAUTH_SECRET: "n".repeat(40) };
  const store: RingStore = { read: () => secrets, write: (next) => void (secrets = next) };
  await withClient((client) => noteKeyRing(client, ring));
  for (let n = 0; n < count; n += 1) {
    const id = newId("apiKey");
    const sealed = sealWith(ring[0], `secret ${id}`, { table: "api_key", column: "sealed", rowId: id, keyVersion: 1 });
    await db.apiKey.create({ data: { id, workspaceId, name: "K", sealed, tail: "tail", fingerprint: id } });
  }
  return store;
}

async function withClient<T>(run: (client: Awaited<ReturnType<typeof connectOnce>>) => Promise<T>): Promise<T> {
  const client = await connectOnce(url);
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** The ids of the ring's keys with which something is sealed. Throws unless the store's ring opens everything. */
async function openAll(store: RingStore): Promise<string[]> {
  const ring = ringOf(store.read());
  await withClient((client) => requireKeyRing(client, ring));
  const rows = await db.apiKey.findMany();
  for (const { id, sealed, keyVersion } of rows) {
    const place = { table: "api_key", column: "sealed", rowId: id, keyVersion };
    expect(openWith(ring, sealed ?? "", place)).toBe(`secret ${id}`);
  }
  return [...new Set(rows.map(({ sealed }) => ringKeyOf(sealed ?? "") ?? ""))];
}

class Killed extends Error {}

/** A rotation whose N-th step, a statement or a writing of the ring, is its last: not done, or done and not heard of. */
async function rotateUntil(store: RingStore, { step, isDone }: { step: number; isDone: boolean }): Promise<boolean> {
  let steps = 0;
  const client = await connectOnce(url);
  const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
  const die = () => {
    throw new Killed();
  };
  const dying = Object.assign(client, {
    query: async (...args: unknown[]) => {
      steps += 1;
      if (steps > step || (steps === step && !isDone)) die();
      const result = await query(...args);
      return steps === step ? die() : result;
    },
  });
  const write = (secrets: Secrets) => {
    steps += 1;
    if (steps > step || (steps === step && !isDone)) die();
    store.write(secrets);
    if (steps === step) die();
  };
  try {
    await rotateKeyRing(dying, { read: store.read, write });
    return true;
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return false;
  } finally {
    await client.end();
  }
}

test.each([false, true])(
  "killed at any step, done or not (%s), the ring opens everything, and the next rotation goes on with the same key",
  async (isDone) => {
    for (let step = 1; ; step += 1) {
      await db.$executeRaw`TRUNCATE key_ring_sentinel, api_key CASCADE`;
      const store = await sealedStore(3);
      const [first] = ringOf(store.read());
      const isWhole = await rotateUntil(store, { step, isDone });
      await openAll(store);
      const begun = store.read().ROTATING_TO;
      const { keyId } = isWhole
        ? { keyId: ringOf(store.read())[0].id }
        : await withClient((client) => rotateKeyRing(client, store));
      expect(begun ?? keyId).toBe(keyId);
      expect(await openAll(store)).toEqual([keyId]);
      expect(ringOf(store.read()).map(({ id }) => id)).toEqual(expect.arrayContaining([keyId, first.id]));
      if (isWhole) {
        expect(step).toBeGreaterThan(15);
        return;
      }
    }
  },
);

test("a key leaves the ring only when nothing is sealed with it, and then nothing can be", async () => {
  const store = await sealedStore(2);
  const [old] = ringOf(store.read());
  const remove = (keyId: string) =>
    withClient((client) => removeRingKey(client, { ring: ringOf(store.read()), keyId }));
  await expect(remove(old.id)).rejects.toThrow(/is the one that seals/);
  await expect(remove("k-nobody")).rejects.toThrow(/has no key/);
  const { idle, keyId } = await withClient((client) => rotateKeyRing(client, store));
  expect(idle).toEqual([old.id]);

  const id = newId("apiKey");
  const late = sealWith(old, `secret ${id}`, { table: "api_key", column: "sealed", rowId: id, keyVersion: 1 });
  const row = { id, workspaceId, name: "Late", sealed: late, tail: "tail", fingerprint: id };
  await db.apiKey.create({ data: row });
  await expect(remove(old.id)).rejects.toThrow(/^1 value is still sealed with the key/);
  await openAll(store);

  await withClient((client) => rotateKeyRing(client, store));
  expect((await remove(old.id)).map((key) => key.id)).not.toContain(old.id);
  const again = { ...row, id: newId("apiKey"), fingerprint: "again" };
  await expect(db.apiKey.create({ data: again })).rejects.toThrow(/Foreign key constraint/);
  expect(keyId).not.toBe(old.id);
});

test("whoever seals with a key that is being removed is waited for, and counted", async () => {
  const store = await sealedStore(0);
  const [old] = ringOf(store.read());
  await withClient((client) => rotateKeyRing(client, store));
  const id = newId("apiKey");
  const sealed = sealWith(old, "x", { table: "api_key", column: "sealed", rowId: id, keyVersion: 1 });
  let removal: Promise<unknown> = Promise.resolve();
  await inTransaction(async (tx) => {
    await tx.apiKey.create({ data: { id, workspaceId, name: "Slow", sealed, tail: "tail", fingerprint: id } });
    removal = withClient((client) => removeRingKey(client, { ring: ringOf(store.read()), keyId: old.id })).catch(
      String,
    );
    await wait(300);
  });
  expect(await removal).toMatch(/1 value is still sealed/);
});

test("of two rotations at once one is refused", async () => {
  const store = await sealedStore(20);
  const both = [0, 1].map(() => withClient((client) => rotateKeyRing(client, store)));
  const outcomes = await Promise.allSettled(both);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await openAll(store)).toHaveLength(1);
});

function startRotation(...flags: string[]): ChildProcess {
  const args = ["--conditions=react-server", "--import", "tsx", "scripts/keys-rotate.ts", ...flags];
  const { ENCRYPTION_KEYS: _given, KEY_RING_FILE: _file, ...env } = process.env;
  return spawn(process.execPath, args, {
    env: { ...env, DATABASE_URL: url, DATA_DIR },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function rotateByCommand(...flags: string[]): Promise<string> {
  const child = startRotation(...flags);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, "close")) as [number];
  expect(said, `it ended with ${String(code)}`).toMatch(code === 0 ? /./ : /$^/);
  return said;
}

test(
  "the command, killed again and again while the app goes on storing keys, loses none; all of them open without a restart",
  { timeout: 120_000 },
  async () => {
    const given = { ENCRYPTION_KEYS: TEST_ENVIRONMENT["ENCRYPTION_KEYS"] ?? "", NEXTAUTH_SECRET: "n".repeat(40) };
    writeSecrets(DATA_DIR, given);
    await withClient((client) => noteKeyRing(client, ringOf(given)));
    const stored: string[] = [];
    const load = { isOver: false };
    const app = async () => {
      while (!load.isOver) {
        const key = `kH3-key-number-${String(stored.length)}-of-the-test`;
        await inTransaction((tx) => storeApiKey(tx, { workspaceId, createdById: null, name: "K", key }));
        stored.push(key);
        await openEach();
      }
    };
    const openEach = async () => (await db.apiKey.findMany({ orderBy: { id: "asc" } })).map((row) => openApiKey(row));
    const running = app();
    for (const afterMs of [700, 900, 1100, 1300]) {
      const child = startRotation();
      await wait(afterMs);
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "close");
    }
    await rotateByCommand();
    load.isOver = true;
    await running;
    const said = await rotateByCommand();

    expect((await openEach()).sort()).toEqual([...stored].sort());
    const rows = await db.apiKey.findMany();
    expect(rows.map(({ fingerprint }) => fingerprint).sort()).toEqual(stored.map(fingerprintOf).sort());
    const [first, ...rest] = ringOf(readSecrets(DATA_DIR) ?? given);
    expect(rows.every(({ sealed }) => ringKeyOf(sealed ?? "") === first.id)).toBe(true);
    expect(ringKeyOf(seal("x", { table: "api_key", column: "sealed", rowId: "r", keyVersion: 1 }))).toBe(first.id);
    for (const { id } of rest) expect(said).toContain(`--remove ${id}`);

    expect(await rotateByCommand("--remove", "test")).toMatch(/"test" is out of use/);
    expect(ringOf(readSecrets(DATA_DIR) ?? given).map(({ id }) => id)).not.toContain("test");
    expect((await openEach()).sort()).toEqual([...stored].sort());
  },
);
