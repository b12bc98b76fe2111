import "server-only";
import { Pool } from "pg";
import type { Prisma } from "@/lib/db/client";
import { env } from "@/lib/env/server";
import { AppError } from "@/lib/errors/app-error";
import { codesOf } from "@/lib/errors/driver-codes";
import { log } from "@/lib/log/log";

// Hot reload and Next's several bundles evaluate this module more than once; a process has one such pool.
const held = globalThis as typeof globalThis & { perihelionReadingPool?: Pool };

/** Nobody waits longer for a list: a narrower question is sooner answered than a wide one is waited for. */
const STATEMENT_TIMEOUT_MS = 4000;
const CANCELLED = "57014";

/**
 * Lists of large tables are read by an index or not at all: a plan that takes a whole table, or a whole index to join it,
 * chosen by statistics that are behind or by a term that seems common, would cost seconds. Compiling a plan (JIT) or
 * sharing it among processes costs more than such a plan itself.
 */
const BY_INDEX = [
  ...["enable_seqscan=off", "enable_hashjoin=off", "enable_mergejoin=off"],
  ...["jit=off", "max_parallel_workers_per_gather=0"],
];

/**
 * Rows of a long list, on few connections of their own, so that searches neither wait for what else goes on nor keep it
 * waiting. Reading alone. One that takes too long is refused as `too_broad`. Planned each time for its very values, unless it
 * is given a name, of its own for each text: then once a connection.
 */
export async function readRows<Row extends Record<string, unknown>>(sql: Prisma.Sql, name?: string): Promise<Row[]> {
  try {
    const { text, values } = sql;
    const { rows } = await readingPool().query<Row>({ text, values, ...(name !== undefined && { name }) });
    return rows;
  } catch (cause) {
    if (codesOf(cause).includes(CANCELLED)) throw new AppError("too_broad", "statement timeout", { cause });
    throw cause;
  }
}

function readingPool(): Pool {
  return (held.perihelionReadingPool ??= connect());
}

function connect(): Pool {
  const pool = new Pool({
    connectionString: env.DATABASE_URL,
    application_name: "perihelion-reading",
    max: 6,
    connectionTimeoutMillis: 2800,
    idleTimeoutMillis: 60_000,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS + 1000,
    keepAlive: true,
    options: BY_INDEX.map((setting) => `-c ${setting}`).join(" "),
  });
  // Without a listener a dropped idle connection would end the process.
  pool.on("error", (error) => {
    log.warn({ err: error }, "database connection lost");
  });
  return pool;
}
