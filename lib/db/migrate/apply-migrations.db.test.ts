import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { applyMigrations } from "@/lib/db/migrate/apply-migrations";
import { connectOnce, MIGRATIONS_FOLDER } from "@/lib/db/migrate/migrate-database";
import { checksumOf, type Migration, readMigrations } from "@/lib/db/migrate/read-migrations";

const serverUrl = inject("testServerUrl");
const made: string[] = [];
let url = "";
let client: Client;

/** Each test has an empty database. */
beforeEach(async () => {
  const name = `migrate_${randomBytes(6).toString("hex")}`;
  made.push(name);
  await onServer(`CREATE DATABASE "${name}"`);
  url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
});

beforeAll(async () => {
  client = await connectOnce(serverUrl);
});
afterAll(async () => {
  for (const name of made) await onServer(`DROP DATABASE "${name}" WITH (FORCE)`);
  await client.end();
});

async function onServer(sql: string): Promise<void> {
  await client.query(sql);
}

async function apply(migrations: readonly Migration[]): Promise<string[]> {
  const one = await connectOnce(url);
  try {
    return await applyMigrations(one, migrations);
  } finally {
    await one.end();
  }
}

/** Tables of the database, and what its record says of each migration. */
async function readState() {
  const one = await connectOnce(url);
  const tables = await one.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1",
  );
  const record = await one
    .query<{ name: string; isWhole: boolean; checksum: string }>(
      `SELECT migration_name AS name, finished_at IS NOT NULL AS "isWhole", checksum
       FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at`,
    )
    .catch(() => ({ rows: [] }));
  await one.end();
  return { tables: tables.rows.map(({ name }) => name), record: record.rows };
}

const FIRST = { name: "20260101000000_first", sql: "CREATE TABLE a (id int);\nCREATE TABLE b (id int);" };
const SECOND = { name: "20260102000000_second", sql: "CREATE TABLE c (id int);\nINSERT INTO c VALUES (1);" };
const wholeRecord = [FIRST, SECOND].map(({ name, sql }) => ({ name, isWhole: true, checksum: checksumOf({ sql }) }));

test("migrations are applied once, in order, and recorded as Prisma records them", async () => {
  expect(await apply([FIRST])).toEqual([FIRST.name]);
  expect(await apply([FIRST, SECOND])).toEqual([SECOND.name]);
  expect(await apply([FIRST, SECOND])).toEqual([]);
  expect(await readState()).toEqual({ tables: ["a", "b", "c"], record: wholeRecord });
});

test("two processes that start at once apply each migration once", { timeout: 60_000 }, async () => {
  vi.stubEnv("DATABASE_URL", url);
  const outcomes = await Promise.all([runMigrate(), runMigrate(), runMigrate()]);
  expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
  const says = outcomes.map(({ said }) => said.trim()).sort();
  const names = readMigrations(MIGRATIONS_FOLDER).map(({ name }) => name);
  expect(says).toEqual([`Applied ${names.join(", ")}.`, "The database is up to date.", "The database is up to date."]);
  expect((await readState()).record.map(({ name }) => name)).toEqual(names);
});

async function runMigrate(): Promise<{ code: number; said: string }> {
  const args = ["--conditions=react-server", "--import", "tsx", "prisma/migrate.ts"];
  const child = spawn(process.execPath, args);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, "close")) as [number];
  return { code, said };
}

describe("killed half-way", () => {
  test("before or after any of its statements, it leaves whole migrations only, and the next start completes them", async () => {
    const points = await countQueries();
    expect(points).toBeGreaterThan(8);
    for (let point = 1; point <= points; point += 1) {
      for (const moment of ["before", "after"] as const) {
        await onServer(`DROP DATABASE "${new URL(url).pathname.slice(1)}" WITH (FORCE)`);
        await onServer(`CREATE DATABASE "${new URL(url).pathname.slice(1)}"`);
        await applyAndDie(point, moment);
        const { tables, record } = await readState();
        expect(record.every(({ isWhole }) => isWhole)).toBe(true);
        const whole = [[], ["a", "b"], ["a", "b", "c"]][record.length];
        expect({ point, moment, tables }).toEqual({ point, moment, tables: whole });
        await apply([FIRST, SECOND]);
        expect(await readState()).toEqual({ tables: ["a", "b", "c"], record: wholeRecord });
      }
    }
  });

  test("in the middle of one migration's statements, it leaves nothing of that migration", async () => {
    const slow = { ...SECOND, sql: `${SECOND.sql} SELECT pg_sleep(60);` };
    const dying = apply([FIRST, slow]);
    await expect
      .poll(async () => {
        const { rowCount } = await client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = $1 AND wait_event = 'PgSleep'`,
          [new URL(url).pathname.slice(1)],
        );
        return rowCount;
      })
      .toBe(1);
    await expect(dying).rejects.toThrow();
    expect((await readState()).tables).toEqual(["a", "b"]);
    expect(await apply([FIRST, SECOND])).toEqual([SECOND.name]);
  });

  test("by Prisma's own tool, its unfinished record is set aside and the migration is applied", async () => {
    await apply([FIRST]);
    const one = await connectOnce(url);
    await one.query(`INSERT INTO "_prisma_migrations" (id, checksum, migration_name) VALUES ('x', 'y', $1)`, [
      SECOND.name,
    ]);
    await one.end();
    expect(await apply([FIRST, SECOND])).toEqual([SECOND.name]);
    expect((await readState()).record).toEqual(wholeRecord);
  });
});

async function countQueries(): Promise<number> {
  const one = await connectOnce(url);
  let count = 0;
  const query = one.query.bind(one) as (...given: unknown[]) => unknown;
  Object.assign(one, { query: (...given: unknown[]) => ((count += 1), query(...given)) });
  await applyMigrations(one, [FIRST, SECOND]);
  await one.end();
  return count;
}

/** As a process that is killed at its nth statement: the server sees the connection end, and nothing else. */
async function applyAndDie(point: number, moment: "before" | "after"): Promise<void> {
  const one = await connectOnce(url);
  const query = one.query.bind(one) as (...given: unknown[]) => Promise<unknown>;
  let count = 0;
  const die = async () => {
    await one.end();
    throw new Error("killed");
  };
  Object.assign(one, {
    query: async (...given: unknown[]) => {
      count += 1;
      if (count > point || (count === point && moment === "before")) return die();
      const answer = await query(...given);
      return count === point ? die() : answer;
    },
  });
  await expect(applyMigrations(one, [FIRST, SECOND])).rejects.toThrow();
}

describe("a database is refused, and nothing in it is changed, when", () => {
  test("it is newer than this code", async () => {
    await apply([FIRST, SECOND]);
    const before = await readState();
    await expect(apply([FIRST])).rejects.toThrow(
      `The database is newer than this version of Perihelion (it has ${SECOND.name}): start that newer version, or restore a backup.`,
    );
    expect(await readState()).toEqual(before);
  });

  test("a migration that it took was changed afterwards", async () => {
    await apply([FIRST]);
    const changed = { ...FIRST, sql: `${FIRST.sql} CREATE TABLE d (id int);` };
    await expect(apply([changed, SECOND])).rejects.toThrow(`The migration ${FIRST.name} was changed after`);
    expect((await readState()).tables).toEqual(["a", "b"]);
    const otherLineEnds = { ...FIRST, sql: FIRST.sql.replaceAll("\n", "\r\n") };
    expect(await apply([otherLineEnds])).toEqual([]);
  });

  test("a migration fails: it is undone as a whole, and named", async () => {
    const wrong = { ...SECOND, sql: `${SECOND.sql} SELECT * FROM nowhere;` };
    await expect(apply([FIRST, wrong])).rejects.toThrow(`The migration ${SECOND.name} failed and was undone: `);
    expect((await readState()).tables).toEqual(["a", "b"]);
  });
});
