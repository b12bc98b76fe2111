import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "@/lib/db/generated/client";
import { env } from "@/lib/env/server";
import { log } from "@/lib/log/log";

export { Prisma };

const QUERY_TIMEOUT_MS = 30_000;
/**
 * Statements have no names, and so are planned each time, for their values. A plan that was kept from when its tables were all but
 * empty walks a whole workspace once they are not, until the next ANALYZE: a minute, in which a first run of thousands comes in.
 * Were they named and new plans forced, the checks of foreign keys would be planned each time too: a third of a run's time.
 */
function connect() {
  const adapter = new PrismaPg(
    {
      connectionString: env.DATABASE_URL,
      max: 16,
      connectionTimeoutMillis: 2800,
      idleTimeoutMillis: 60_000,
      // A server that was cut off says nothing: nobody waits for ever, and the connection is given up.
      query_timeout: QUERY_TIMEOUT_MS,
      keepAlive: true,
    },
    {
      // Without a listener a dropped idle connection would end the process.
      onPoolError: (error) => {
        log.warn({ err: error }, "database connection lost");
      },
      onConnectionError: (error) => {
        log.warn({ err: error }, "database connection failed");
      },
    },
  );
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 2800, timeout: 15_000 } });
}

export type Db = ReturnType<typeof connect>;
export type Tx = Omit<Db, "$connect" | "$disconnect" | "$on" | "$use" | "$extends" | "$transaction">;

// Hot reload evaluates this module again; the pool must survive it.
const held = globalThis as typeof globalThis & { perihelionDb?: Db };

/** The only Prisma client of a process. */
export const db: Db = (held.perihelionDb ??= connect());

/** Runs all of `run` or none of it. Never keep one open across a call to the provider. */
export function inTransaction<T>(run: (tx: Tx) => Promise<T>, options: { timeoutMs?: number } = {}): Promise<T> {
  return db.$transaction((tx) => run(tx), { timeout: options.timeoutMs ?? 15_000 });
}
