import { setTimeout as wait } from "node:timers/promises";
import { findRunningPostgres, type RunningPostgres } from "@/lib/db/embedded/postgres";
import type { StartEnvironment } from "@/lib/env/environment";
import { StartError } from "@/lib/env/start-error";
import { say } from "@/scripts/supervisor/progress";
import { readSecrets } from "@/scripts/supervisor/secrets";

export type Joined = {
  databaseUrl: string;
  /** The same, for who may change tables. */
  ownerUrl: string;
  /** Rejects with StartError once the database is to be found at another address; never resolves. */
  moved: Promise<never>;
};

const LOOK_EVERY_MS = 250;

/**
 * Finds the database and the secrets of the program that another process runs: those the environment names or, on the same
 * data folder, its own, for which this waits. Throws StartError when it would have to invent the secrets.
 */
export async function joinProgram(env: StartEnvironment, signal: AbortSignal): Promise<Joined> {
  if (env.DATABASE_URL) {
    requireSecrets(env);
    return { databaseUrl: env.DATABASE_URL, ownerUrl: env.DATABASE_URL, moved: new Promise<never>(() => undefined) };
  }
  const found = await untilRunning(env, signal);
  return { databaseUrl: found.appUrl, ownerUrl: found.url, moved: watchPort(env.DATA_DIR, found.port) };
}

function requireSecrets(env: StartEnvironment): void {
  const isGiven = env.ENCRYPTION_KEYS !== undefined && env.NEXTAUTH_SECRET !== undefined;
  if (isGiven || readSecrets(env.DATA_DIR)) return;
  throw new StartError(
    `ENCRYPTION_KEYS and NEXTAUTH_SECRET must be those of the web server: set both, or set DATA_DIR to its folder (${env.DATA_DIR} holds none).`,
  );
}

/** The start makes the secrets after its database: once both are there, it has got far enough. */
async function untilRunning(env: StartEnvironment, signal: AbortSignal): Promise<RunningPostgres> {
  const look = () => (readSecrets(env.DATA_DIR) ? findRunningPostgres(env.DATA_DIR) : null);
  let found = look();
  if (!found) say(`Waiting for npm start, which runs the database in ${env.DATA_DIR} …`);
  while (!found) {
    await wait(LOOK_EVERY_MS, undefined, { signal });
    found = look();
  }
  return found;
}

async function watchPort(dataDir: string, port: number): Promise<never> {
  for (;;) {
    await wait(LOOK_EVERY_MS * 4);
    const found = findRunningPostgres(dataDir);
    if (found && found.port !== port) {
      throw new StartError(
        `The database moved from port ${String(port)} to ${String(found.port)}: start the worker again.`,
      );
    }
  }
}
