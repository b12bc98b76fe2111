import { randomUUID } from "node:crypto";
import type { ClientBase } from "pg";
import { checksumOf, hasChecksum, type Migration } from "@/lib/db/migrate/read-migrations";
import { describeStartFailure, StartError } from "@/lib/env/start-error";

/** The key of Prisma's own tool, so that it and we exclude each other. */
const LOCK_KEY = 72_707_369;
const LOCK_WAIT_MS = 60_000;

const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

type Recorded = { migration_name: string; checksum: string; is_finished: boolean };

/**
 * Brings the database to these migrations and returns the names of those applied now. Each migration and its record are
 * one transaction, under a lock that any other start (and Prisma's own tool) respects: killed at any statement it leaves
 * whole migrations only, and the next call goes on. Throws StartError for a database that is newer than the code or that
 * was made from other files, before anything is changed.
 */
export async function applyMigrations(client: ClientBase, migrations: readonly Migration[]): Promise<string[]> {
  await takeLock(client);
  try {
    // Asked first: who runs the program need not have the right to make a table.
    const { rowCount } = await client.query("SELECT WHERE to_regclass('\"_prisma_migrations\"') IS NULL");
    if (rowCount === 1) await client.query(CREATE_TABLE);
    const recorded = await readRecorded(client);
    refuseForeign(recorded, migrations);
    const finished = new Set(recorded.filter((row) => row.is_finished).map((row) => row.migration_name));
    const pending = migrations.filter(({ name }) => !finished.has(name));
    for (const migration of pending) await applyOne(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [LOCK_KEY]);
  }
}

async function takeLock(client: ClientBase): Promise<void> {
  const deadline = performance.now() + LOCK_WAIT_MS;
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>("SELECT pg_try_advisory_lock($1) AS taken", [LOCK_KEY]);
    if (rows[0]?.taken) return;
    if (performance.now() > deadline) {
      throw new StartError(
        "Another process has been migrating the database for over a minute: wait for it, or end it, and start again.",
      );
    }
    await new Promise((wake) => setTimeout(wake, 50));
  }
}

async function readRecorded(client: ClientBase): Promise<Recorded[]> {
  const { rows } = await client.query<Recorded>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS is_finished
     FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
}

function refuseForeign(recorded: readonly Recorded[], migrations: readonly Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const newer = recorded.filter((row) => !known.has(row.migration_name)).map((row) => row.migration_name);
  if (newer.length > 0) {
    throw new StartError(
      `The database is newer than this version of Perihelion (it has ${newer.join(", ")}): start that newer version, or restore a backup.`,
    );
  }
  const changed = recorded.find((row) => {
    const migration = known.get(row.migration_name);
    return row.is_finished && migration && !hasChecksum(migration, row.checksum);
  });
  if (changed) {
    throw new StartError(
      `The migration ${changed.migration_name} was changed after the database took it: restore its file; a change is a new migration.`,
    );
  }
}

async function applyOne(client: ClientBase, migration: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    // A record that Prisma's tool left unfinished: its statements ran in one implicit transaction, so none of them held.
    await client.query(
      `UPDATE "_prisma_migrations" SET rolled_back_at = now()
       WHERE migration_name = $1 AND finished_at IS NULL AND rolled_back_at IS NULL`,
      [migration.name],
    );
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), clock_timestamp(), 1)`,
      [randomUUID(), checksumOf(migration), migration.name],
    );
    await client.query("COMMIT");
  } catch (cause) {
    await client.query("ROLLBACK");
    const reason = cause instanceof Error ? cause.message : String(cause);
    const sentence = /no space left/i.test(reason)
      ? describeStartFailure(cause)
      : `The migration ${migration.name} failed and was undone: ${reason}.`;
    throw new StartError(sentence, { cause });
  }
}
