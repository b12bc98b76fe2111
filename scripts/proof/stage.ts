import { randomBytes } from "node:crypto";
import { Client } from "pg";
import type { EmbeddedPostgres } from "@/lib/db/embedded/postgres";
import { startTemporaryPostgres } from "@/lib/db/embedded/temporary-postgres";
import { migrateDatabase } from "@/lib/db/migrate/migrate-database";
import { freePort } from "@/lib/testing/app-server";
import { startDurablePostgres } from "@/scripts/proof/durable-postgres";
import type { Killable } from "@/scripts/proof/killable";
import { type Saboteur, SABOTEURS, type SaboteurName } from "@/scripts/proof/saboteurs";

/** The databases of one run: the app's, and the emulator's own, so that its log is nobody else's. */
export type Stage = {
  postgres: EmbeddedPostgres;
  appDatabase: string;
  emulatorDatabase: string;
  saboteur: SaboteurName | null;
  /** The server of both, where it is durable. */
  database: Killable | null;
  /** Registers what must be ended before PostgreSQL is, however the run ends. */
  onEnd: (undo: () => Promise<void> | void) => void;
  /** Undoes what was registered, ends PostgreSQL and removes what it stored. */
  end: () => Promise<void>;
};

type Wanted = { saboteur: SaboteurName | null; isDurable?: boolean };

/** A PostgreSQL in a temporary folder with both databases migrated. */
export async function setStage({ saboteur, isDurable = false }: Wanted): Promise<Stage> {
  const { postgres, database, endServer } = isDurable ? await startDurable() : await startPassing();
  const appDatabase = postgres.urlOf("proof_app");
  const emulatorDatabase = postgres.urlOf("proof_emulator");
  await withClient(postgres.url, async (client) => {
    await client.query("CREATE DATABASE proof_app");
    await migrateDatabase(appDatabase);
    await client.query("CREATE DATABASE proof_emulator TEMPLATE proof_app");
  });
  const { sql }: Pick<Saboteur, "sql"> = saboteur ? SABOTEURS[saboteur] : { sql: [] };
  await withClient(appDatabase, async (client) => {
    for (const statement of sql) await client.query(statement);
  });
  return { postgres, appDatabase, emulatorDatabase, saboteur, database, ...createEnd(endServer) };
}

async function startPassing() {
  const postgres = await startTemporaryPostgres();
  return { postgres, database: null, endServer: () => postgres.stop() };
}

async function startDurable() {
  const { postgres, end, ...database } = await startDurablePostgres();
  return { postgres, database, endServer: end };
}

function createEnd(endServer: () => Promise<void>): Pick<Stage, "onEnd" | "end"> {
  const undo: (() => Promise<void> | void)[] = [];
  let ending: Promise<void> | undefined;
  const endAll = async () => {
    try {
      for (const step of undo.toReversed()) await step();
    } finally {
      await endServer();
    }
  };
  return { onEnd: (step) => void undo.push(step), end: () => (ending ??= endAll()) };
}

/** One connection, closed at the end. */
export async function withClient<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

const SECRETS = {
  ENCRYPTION_KEYS: `proof:${randomBytes(32).toString("base64")}`,
  NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
};

type Place = { database: string; appUrl: string; port: number };

/** The environment of a process of the product. `port`: where it finds the emulator. */
export function environmentOf({ database, appUrl, port }: Place): Record<string, string> {
  return {
    ...SECRETS,
    PORT: String(port),
    APP_URL: appUrl,
    DATABASE_URL: database,
    WORKER: "on",
    PRACTICE: "off",
    LOG_LEVEL: process.env["PROOF_LOG"] ?? "silent",
    NODE_ENV: "production",
  };
}

/** Sets this process's own environment. Must come before any module that reads it is loaded. */
export async function becomeEmulator({ emulatorDatabase }: Stage): Promise<void> {
  const port = await freePort();
  const place = { database: emulatorDatabase, appUrl: `http://127.0.0.1:${port}`, port };
  Object.assign(process.env, environmentOf(place), { PRACTICE: "on" });
}

/** The app and its emulator in this process, on one database, as the practice workspace has them. */
export async function becomeApp({ appDatabase }: Stage): Promise<void> {
  const port = await freePort();
  const place = { database: appDatabase, appUrl: `http://127.0.0.1:${port}`, port };
  Object.assign(process.env, environmentOf(place), { PRACTICE: "on" });
}
