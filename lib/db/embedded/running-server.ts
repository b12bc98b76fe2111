import { rmSync } from "node:fs";
import { join } from "node:path";
import { findProcess, isAlive, isFolderInUse, type LiveProcess, waitForEnd } from "@/lib/db/embedded/live-process";
import { readIfThere } from "@/lib/db/embedded/private-file";

export type RunningServer = { process: LiveProcess; port: number };

const pidFile = (clusterDir: string): string => join(clusterDir, "postmaster.pid");

/** The server of this very cluster that is up and ready, or null. */
export function findServer(clusterDir: string): RunningServer | null {
  const lines = readIfThere(pidFile(clusterDir))?.split("\n");
  const found = findProcess(Number(lines?.[0]));
  if (!lines || !found || !isServerOf(found, clusterDir) || lines[7]?.trim() !== "ready") return null;
  return { process: found, port: Number(lines[3]) };
}

function isServerOf({ command }: LiveProcess, clusterDir: string): boolean {
  return /\bpostgres\b/.test(command) && command.includes(clusterDir);
}

/**
 * PostgreSQL refuses to start while the file names a living process of its own user, even when that is another program
 * that got the id after a reboot. Removed only when provably nobody works in the cluster's folder.
 */
export function removeStalePidFile(clusterDir: string): void {
  const path = pidFile(clusterDir);
  const found = findProcess(Number(readIfThere(path)?.split("\n")[0]));
  if (found && !isServerOf(found, clusterDir) && isFolderInUse(clusterDir) === false) rmSync(path, { force: true });
}

const STOP = [
  ["SIGINT", 2_000], // Fast shutdown: ends every connection, writes a checkpoint.
  ["SIGQUIT", 500], // Immediate: the next start recovers from the log, nothing committed is lost.
  ["SIGKILL", 500],
] as const;

/** Ends the server. Resolves when it is gone. */
export async function stopServer(server: LiveProcess): Promise<void> {
  for (const [signal, waitMs] of STOP) {
    if (!isAlive(server)) return;
    process.kill(server.pid, signal);
    if (await waitForEnd(server, waitMs)) return;
  }
}

/** Resolves once the server is gone, whoever started it. */
export async function watchServer(server: LiveProcess): Promise<void> {
  while (isAlive(server)) {
    await new Promise((wake) => setTimeout(wake, 100).unref());
  }
}
