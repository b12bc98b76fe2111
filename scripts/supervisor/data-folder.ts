import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, linkSync, mkdirSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { findProcess, isAlive, waitForEnd } from "@/lib/db/embedded/live-process";
import { readIfThere, writePrivateFile } from "@/lib/db/embedded/private-file";
import { describeStartFailure, StartError } from "@/lib/env/start-error";

const Identity = z.object({ pid: z.number().int(), startedAt: z.string() });
type Identity = z.infer<typeof Identity>;

/** Makes the folder, and proves that a file can be written in it. Throws StartError. */
export function prepareDataFolder(dataDir: string): void {
  try {
    const isNew = makeFolder(dataDir);
    // The files in it are closed one by one; PostgreSQL, which root runs as another user, must be able to pass through.
    if (isNew && process.getuid?.() === 0) chmodSync(dataDir, 0o711);
    const probe = join(dataDir, `.probe-${randomBytes(4).toString("hex")}`);
    writeFileSync(probe, "x".repeat(4096), { mode: 0o600 });
    unlinkSync(probe);
  } catch (cause) {
    throw new StartError(describeUnwritable(dataDir, cause), { cause });
  }
}

/** True when it was not there. Step by step: Node's recursive form never comes back from places such as /proc. */
function makeFolder(path: string): boolean {
  if (existsSync(path)) return false;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o755 });
  return true;
}

function describeUnwritable(dataDir: string, cause: unknown): string {
  const code = (cause as NodeJS.ErrnoException).code;
  const said = describeStartFailure(cause);
  if (code === "ENOSPC" || code === "EDQUOT") {
    return `The disk of the data folder ${dataDir} (DATA_DIR) is full: free some space and start again.`;
  }
  const reason: Record<string, string> = {
    EACCES: "this user may not write there",
    EPERM: "this user may not write there",
    EROFS: "its disk is read-only",
    ENOTDIR: "a file is in its place, or in that of a folder above it",
    ENOENT: "it cannot be made there",
  };
  return `The data folder ${dataDir} (DATA_DIR) cannot be written: ${reason[code ?? ""] ?? said}.`;
}

const lockFile = (dataDir: string): string => join(dataDir, "running.json");

/** Makes this process the folder's only supervisor. Throws StartError while another one lives. */
export function lockDataFolder(dataDir: string): { release(): void } {
  const path = lockFile(dataDir);
  const own = `${path}.${String(process.pid)}`;
  writePrivateFile(own, JSON.stringify(identify(process.pid)));
  while (!tryLink(own, path)) removeIfDead(path);
  rmSync(own);
  return {
    release: () => {
      rmSync(path, { force: true });
    },
  };
}

/** False when the lock is there already: of several processes only one makes it. */
function tryLink(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function removeIfDead(path: string): void {
  const holder = readIdentity(path);
  if (holder && isAlive(holder)) {
    rmSync(`${path}.${String(process.pid)}`, { force: true });
    throw new StartError(
      `Perihelion is already running on ${dirname(path)} (process ${String(holder.pid)}): stop it first, or set another DATA_DIR and PORT.`,
    );
  }
  // By renaming, so that of two starts that both saw the dead one only one removes it.
  const aside = `${path}.dead-${String(process.pid)}`;
  try {
    renameSync(path, aside);
  } catch {
    return; // Somebody else was faster; look again.
  }
  const taken = readIdentity(aside);
  if (taken && isAlive(taken)) linkSync(aside, path);
  rmSync(aside, { force: true });
}

const webFile = (dataDir: string): string => join(dataDir, "web-process.json");

/** Notes the web server, so that the next start finds it if this one is killed outright. */
export function noteWebProcess(dataDir: string, pid: number): void {
  writePrivateFile(webFile(dataDir), JSON.stringify(identify(pid)));
}

/** Ends the web server that a killed start left behind. True when there was one. */
export async function endLeftWebProcess(dataDir: string): Promise<boolean> {
  const left = readIdentity(webFile(dataDir));
  if (!left || !isAlive(left)) return false;
  for (const [signal, waitMs] of [
    ["SIGTERM", 3_000],
    ["SIGKILL", 2_000],
  ] as const) {
    process.kill(left.pid, signal);
    if (await waitForEnd(left, waitMs)) return true;
  }
  throw new StartError(
    `The web server of an earlier start (process ${String(left.pid)}) cannot be ended: end it by hand.`,
  );
}

function identify(pid: number): Identity {
  return { pid, startedAt: findProcess(pid)?.startedAt ?? "" };
}

function readIdentity(path: string): Identity | null {
  const text = readIfThere(path);
  try {
    return text === null ? null : Identity.parse(JSON.parse(text));
  } catch {
    return null; // Cut short by a full disk or a power cut: it names nobody.
  }
}
