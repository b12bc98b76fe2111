import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { grantAppRole } from "@/lib/db/app-role";
import { applyMigrations } from "@/lib/db/migrate/apply-migrations";
import { readMigrations } from "@/lib/db/migrate/read-migrations";
import { StartError } from "@/lib/env/start-error";

export const MIGRATIONS_FOLDER = fileURLToPath(new URL("../../../prisma/migrations", import.meta.url));

const OLDEST_SERVER = 150_000;
const CONNECT_WITHIN_MS = 5_000;

/** Brings the database at this address to the schema of this code, with the rights of whom the program runs as; returns what was applied. Throws StartError. */
export async function migrateDatabase(url: string, folder = MIGRATIONS_FOLDER): Promise<string[]> {
  const client = await connectOnce(url);
  try {
    await requireServer(client);
    const applied = await applyMigrations(client, readMigrations(folder));
    await grantAppRole(client);
    return applied;
  } finally {
    await client.end();
  }
}

/** One connection, or the sentence that says why there is none. */
export async function connectOnce(url: string): Promise<Client> {
  const began = performance.now();
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: "perihelion-start",
  });
  client.on("error", () => undefined); // A connection lost later fails the query that is using it.
  try {
    await client.connect();
    return client;
  } catch (cause) {
    await client.end().catch(() => undefined);
    const { host, pathname } = new URL(url);
    const isLate = performance.now() - began >= CONNECT_WITHIN_MS;
    const reason = isLate ? `it did not answer within ${String(CONNECT_WITHIN_MS / 1000)} s` : describeRefusal(cause);
    throw new StartError(`The database at ${host}${pathname} (DATABASE_URL) cannot be used: ${reason}.`, { cause });
  }
}

function describeRefusal(cause: unknown): string {
  const code = (cause as { code?: unknown }).code;
  const known: Record<string, string> = {
    ECONNREFUSED: "nothing listens at that address",
    ENOTFOUND: "there is no host of that name",
    EAI_AGAIN: "the host's name cannot be resolved",
    EHOSTUNREACH: "the host cannot be reached",
    ENETUNREACH: "the host cannot be reached",
    "28P01": "the password is wrong",
    "28000": "the server does not let that user in",
    "3D000": "there is no database of that name",
    "53300": "the server has no connection left",
  };
  const reason = typeof code === "string" ? known[code] : undefined;
  return reason ?? (cause instanceof Error ? cause.message.toLowerCase() : "no reason was given");
}

async function requireServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string }>(
    "SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding",
  );
  const [server] = rows;
  if (!server || server.version < OLDEST_SERVER) {
    throw new StartError("The database server (DATABASE_URL) is older than PostgreSQL 15: use 15 or newer.");
  }
  if (server.encoding !== "UTF8") {
    throw new StartError(
      `The database (DATABASE_URL) stores text as ${server.encoding}: create it with ENCODING 'UTF8'.`,
    );
  }
}
