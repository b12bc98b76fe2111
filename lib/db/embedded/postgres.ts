import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { Client } from "pg";
import { appPassword, ensureAppRole } from "@/lib/db/app-role";
import {
  type Access,
  appUrlOf,
  DATABASE,
  ensureCluster,
  readAccess,
  urlOf,
  writeAccess,
} from "@/lib/db/embedded/cluster";
import { launchServer } from "@/lib/db/embedded/launch-server";
import type { LiveProcess } from "@/lib/db/embedded/live-process";
import { choosePlace, findKeptCluster } from "@/lib/db/embedded/place";
import { findServer, stopServer, watchServer } from "@/lib/db/embedded/running-server";
import { StartError } from "@/lib/env/start-error";

export type EmbeddedPostgres = {
  /** Of the database `perihelion`, for its owner; contains the password. */
  url: string;
  /** The same, for whom the program runs as: it has no right to change tables, or to take back what is only added to. */
  appUrl: string;
  urlOf(database: string): string;
  port: number;
  process: LiveProcess;
  /** Where the cluster lies. */
  folder: string;
  /** True when a server that an earlier start left behind was taken over. */
  isAdopted: boolean;
  /** Resolves once the server is gone, for whatever reason. */
  ended: Promise<void>;
  /** Fast shutdown, then harder ones: none loses what was committed. Resolves when the process is gone. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  dataDir: string;
  /** False only for tests: what a power cut would lose is then allowed to be lost. */
  isDurable?: boolean;
  /** The only port to listen at; unset: the one of last time, or another free one. */
  port?: number;
};

/** Starts the data folder's own PostgreSQL, making it at first, or takes over the one that is running. Throws StartError. */
export async function startPostgres({
  isDurable = true,
  port,
  ...options
}: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  makeFolder(dataDir);
  const place = await choosePlace(dataDir);
  const password = await ensureCluster(dataDir, place);
  const running = findServer(place.clusterDir);
  const server = running ?? (await launchServer({ dataDir, place, password, isDurable, port }));
  const access: Access = { password, port: server.port };
  if (readAccess(dataDir)?.port !== access.port) writeAccess(dataDir, access);
  await ensureDatabase(access);
  return {
    url: urlOf(access),
    appUrl: appUrlOf(access),
    urlOf: (database) => urlOf(access, database),
    port: access.port,
    process: server.process,
    folder: place.clusterDir,
    isAdopted: running !== null,
    ended: watchServer(server.process),
    stop: () => stopServer(server.process),
  };
}

export type RunningPostgres = Pick<EmbeddedPostgres, "url" | "appUrl" | "port">;

/** The data folder's own PostgreSQL if somebody runs it, as an address. Starts nothing, changes nothing. */
export function findRunningPostgres(dataDir: string): RunningPostgres | null {
  const access = existsSync(dataDir) ? readAccess(dataDir) : null;
  const running = access && findServer(findKeptCluster(dataDir));
  if (!running) return null;
  const at: Access = { ...access, port: running.port };
  return { url: urlOf(at), appUrl: appUrlOf(at), port: at.port };
}

function makeFolder(dataDir: string): void {
  const made = mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  // The files in it are closed one by one; `nobody` must be able to pass through.
  if (made !== undefined && process.getuid?.() === 0) chmodSync(dataDir, 0o711);
}

async function ensureDatabase(access: Access): Promise<void> {
  const client = new Client({ connectionString: urlOf(access, "postgres"), connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE "${DATABASE}"`);
    await ensureAppRole(client, appPassword(access.password));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`The built-in PostgreSQL does not answer: ${reason}.`, { cause });
  } finally {
    await client.end();
  }
}
