import "server-only";
import { Pool } from "pg";
import { env } from "@/lib/env/server";
import { log } from "@/lib/log/log";

// Hot reload and Next's several bundles evaluate this module more than once; a process has one such pool.
const held = globalThis as typeof globalThis & { perihelionDirectPool?: Pool };

/**
 * All that goes this way finds few rows by an index. Without statistics (a young table, a bulk load) the planner would take
 * whole tables instead, once for each batch of callbacks.
 */
const BY_INDEX = "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off";

/**
 * Few connections of their own for what must be stored while pages use up the others. Every statement ends within 2.5 s:
 * a lock is waited for 2 s, a silent server 2.6 s.
 */
export function directPool(): Pool {
  return (held.perihelionDirectPool ??= connect());
}

/** Ends the pool, if there is one. Statements in flight end first. */
export async function closeDirectPool(): Promise<void> {
  const pool = held.perihelionDirectPool;
  delete held.perihelionDirectPool;
  await pool?.end();
}

function connect(): Pool {
  const pool = new Pool({
    connectionString: env.DATABASE_URL,
    application_name: "perihelion-direct",
    max: 3,
    connectionTimeoutMillis: 2000,
    idleTimeoutMillis: 60_000,
    lock_timeout: 2000,
    statement_timeout: 2500,
    query_timeout: 2600,
    keepAlive: true,
    options: BY_INDEX,
  });
  // Without a listener a dropped idle connection would end the process.
  pool.on("error", (error) => {
    log.warn({ err: error }, "database connection lost");
  });
  return pool;
}
