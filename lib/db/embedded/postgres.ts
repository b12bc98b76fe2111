import { spawn } from "node:child_process";
import { chmodSync, closeSync, mkdirSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { Client } from "pg";
import {
  type Access,
  cleanEnvironment,
  DATABASE,
  ensureCluster,
  readAccess,
  urlOf,
  writeAccess,
} from "@/lib/db/embedded/cluster";
import { findProcess, isAlive, isFolderInUse, type LiveProcess, waitForEnd } from "@/lib/db/embedded/live-process";
import { choosePlace, type Place } from "@/lib/db/embedded/place";
import { readIfThere } from "@/lib/db/embedded/private-file";
import { describeStartFailure, StartError } from "@/lib/env/start-error";

export type EmbeddedPostgres = {
  /** Of the database `perihelion`; contains the password. */
  url: string;
  urlOf(database: string): string;
  process: LiveProcess;
  /** Where the cluster lies. */
  folder: string;
  /** True when a server that an earlier start left behind was taken over. */
  isAdopted: boolean;
  /** Resolves once the server is gone, for whatever reason. */
  ended: Promise<void>;
  /** Fast shutdown, then immediate: it loses nothing. Resolves when the process is gone. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  dataDir: string;
  /** False only for tests: what a power cut would lose is then allowed to be lost. */
  isDurable?: boolean;
};

const READY_WITHIN_MS = 60_000;
const FAST_SHUTDOWN_MS = 6_000;
const LOG_BYTES_MAX = 16 * 1024 * 1024;

/** Starts the data folder's own PostgreSQL, making it at first, or takes over the one that is running. Throws StartError. */
export async function startPostgres({ dataDir: given, isDurable = true }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(given);
  makeFolder(dataDir);
  const place = await choosePlace(dataDir);
  const password = await ensureCluster(dataDir, place);
  const running = findServer(place.clusterDir);
  const started = running ? null : await launch({ dataDir, place, password, isDurable });
  const server = running ?? started;
  if (!server) throw new StartError(`PostgreSQL did not start: see ${logFile(dataDir)}.`);
  const access: Access = { password, port: server.port };
  if (readAccess(dataDir)?.port !== access.port) writeAccess(dataDir, access);
  await ensureDatabase(access);
  return {
    url: urlOf(access),
    urlOf: (database) => urlOf(access, database),
    process: server.process,
    folder: place.clusterDir,
    isAdopted: running !== null,
    ended: watchEnd(server.process),
    stop: () => stop(server.process),
  };
}

function makeFolder(dataDir: string): void {
  const made = mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  // The files in it are closed one by one; `nobody` must be able to pass through.
  if (made !== undefined && process.getuid?.() === 0) chmodSync(dataDir, 0o711);
}

type Running = { process: LiveProcess; port: number };

/** The server of this very cluster that is up and ready, or null. */
function findServer(clusterDir: string): Running | null {
  const lines = readIfThere(join(clusterDir, "postmaster.pid"))?.split("\n");
  const found = findProcess(Number(lines?.[0]));
  if (!lines || !found || !isServerOf(found, clusterDir) || lines[7]?.trim() !== "ready") return null;
  return { process: found, port: Number(lines[3]) };
}

function isServerOf({ command }: LiveProcess, clusterDir: string): boolean {
  return /\bpostgres\b/.test(command) && command.includes(clusterDir);
}

type Launch = { dataDir: string; place: Place; password: string; isDurable: boolean };

async function launch(options: Launch): Promise<Running> {
  const { dataDir, place } = options;
  const deadline = performance.now() + READY_WITHIN_MS;
  for (;;) {
    removeStalePidFile(place.clusterDir);
    const attempt = await attemptLaunch(options, deadline);
    if (typeof attempt !== "string") return attempt;
    // A killed server's children need a moment to notice; a port may have been taken meanwhile.
    const isPassing =
      /pre-existing shared memory|another (server|postmaster)|lock file .* already exists|Address already in use/.test(
        attempt,
      );
    if (!isPassing || performance.now() > deadline)
      throw new StartError(describeServerFailure(attempt, logFile(dataDir)));
    await new Promise((wake) => setTimeout(wake, 100));
  }
}

/** The running server, or what its log says of why it is not. */
async function attemptLaunch(
  { dataDir, place, password, isDurable }: Launch,
  deadline: number,
): Promise<Running | string> {
  const port = await chooseFreePort(readAccess(dataDir)?.port);
  writeAccess(dataDir, { port, password });
  const log = openLog(dataDir);
  const logStart = statSync(logFile(dataDir)).size;
  const child = spawn(join(place.native, "bin", "postgres"), serverOptions(place.clusterDir, port, isDurable), {
    ...place.identity,
    cwd: "/",
    env: cleanEnvironment(),
    stdio: ["ignore", log, log],
    // A Ctrl-C at the terminal is for the supervisor alone, which stops the web server before the database.
    detached: true,
  });
  closeSync(log);
  let failure: Error | undefined;
  child.on("error", (error) => (failure = error));
  child.unref();
  while (performance.now() < deadline) {
    const running = findServer(place.clusterDir);
    if (running && running.process.pid === child.pid) return running;
    if (failure || child.exitCode !== null || child.signalCode !== null) break;
    await new Promise((wake) => setTimeout(wake, 10));
  }
  return (
    failure?.message ??
    readIfThere(logFile(dataDir))?.slice(-Math.max(1, statSync(logFile(dataDir)).size - logStart)) ??
    ""
  );
}

function describeServerFailure(said: string, log: string): string {
  if (/no space left/i.test(said)) return describeStartFailure(new Error(said));
  const reason = said
    .split("\n")
    .findLast((line) => /(FATAL|PANIC):/.test(line))
    ?.replace(/^.*(FATAL|PANIC):\s*/, "");
  return `PostgreSQL did not start: ${reason ?? "it gave no reason"} (see ${log}).`;
}

/**
 * PostgreSQL refuses to start while the file names a living process of its own user, even when that is another program
 * that got the id after a reboot. Removed only when provably nobody works in the cluster's folder.
 */
function removeStalePidFile(clusterDir: string): void {
  const path = join(clusterDir, "postmaster.pid");
  const found = findProcess(Number(readIfThere(path)?.split("\n")[0]));
  if (found && !isServerOf(found, clusterDir) && isFolderInUse(clusterDir) === false) rmSync(path, { force: true });
}

function serverOptions(clusterDir: string, port: number, isDurable: boolean): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: 100,
    shared_buffers: "128MB",
    max_wal_size: "512MB",
    jit: "off",
    io_method: "sync",
    timezone: "UTC",
    log_timezone: "UTC",
    lc_messages: "C",
    log_line_prefix: "%m [%p] ",
    log_statement: "none",
    log_min_error_statement: "panic",
    fsync: isDurable ? "on" : "off",
    synchronous_commit: isDurable ? "on" : "off",
    full_page_writes: isDurable ? "on" : "off",
  };
  return ["-D", clusterDir, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${String(value)}`])];
}

function logFile(dataDir: string): string {
  return join(dataDir, "postgres.log");
}

function openLog(dataDir: string): number {
  const path = logFile(dataDir);
  const file = openSync(path, "a", 0o600);
  if (statSync(path).size < LOG_BYTES_MAX) return file;
  closeSync(file);
  renameSync(path, `${path}.old`);
  return openSync(path, "a", 0o600);
}

/** The same port as last time when it is free, so that an address noted down stays right. */
async function chooseFreePort(kept = 0): Promise<number> {
  return (await probePort(kept)) ?? (await probePort(0)) ?? 0;
}

function probePort(port: number): Promise<number | null> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once("error", () => {
      answer(null);
    });
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => {
        answer(typeof address === "object" ? (address?.port ?? null) : null);
      });
    });
  });
}

async function ensureDatabase(access: Access): Promise<void> {
  const client = new Client({ connectionString: urlOf(access, "postgres"), connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE "${DATABASE}"`);
  } finally {
    await client.end();
  }
}

async function watchEnd(server: LiveProcess): Promise<void> {
  while (isAlive(server)) {
    await new Promise((wake) => setTimeout(wake, 250).unref());
  }
}

async function stop(server: LiveProcess): Promise<void> {
  for (const [signal, waitMs] of [
    ["SIGINT", FAST_SHUTDOWN_MS],
    ["SIGQUIT", 2_000],
    ["SIGKILL", 2_000],
  ] as const) {
    if (!isAlive(server)) return;
    process.kill(server.pid, signal);
    if (await waitForEnd(server, waitMs)) return;
  }
}
