import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

export type LiveProcess = { pid: number; startedAt: string; command: string };

/** The process with this id, or null. `startedAt` tells it from a later one that got the same id. */
export function findProcess(pid: number): LiveProcess | null {
  if (!Number.isInteger(pid) || pid <= 1) return null;
  return process.platform === "linux" ? readProc(pid) : askPs(pid);
}

function readProc(pid: number): LiveProcess | null {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return null;
    const command = readFileSync(`/proc/${String(pid)}/cmdline`, "utf8")
      .replaceAll("\0", " ")
      .trim();
    return { pid, startedAt: fields[19] ?? "", command };
  } catch {
    return null; // No such process (any more).
  }
}

function askPs(pid: number): LiveProcess | null {
  const { stdout } = spawnSync("ps", ["-p", String(pid), "-o", "lstart=,command="], { encoding: "utf8" });
  const line = stdout.trim();
  return line ? { pid, startedAt: line.slice(0, 24), command: line.slice(24).trim() } : null;
}

/** True while the very process that was found earlier is alive. */
export function isAlive(known: Pick<LiveProcess, "pid" | "startedAt">): boolean {
  return findProcess(known.pid)?.startedAt === known.startedAt;
}

/** Whether any process works in this folder; null where the system does not tell (only Linux does). */
export function isFolderInUse(folder: string): boolean | null {
  if (process.platform !== "linux") return null;
  return readdirSync("/proc").some((name) => /^\d+$/.test(name) && workingFolder(name) === folder);
}

function workingFolder(pid: string): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null; // Gone, or another user's.
  }
}

/** Waits until the process is gone. False when it still lives after `timeoutMs`. */
export async function waitForEnd(known: Pick<LiveProcess, "pid" | "startedAt">, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (isAlive(known)) {
    if (performance.now() > deadline) return false;
    await new Promise((wake) => setTimeout(wake, 20));
  }
  return true;
}
