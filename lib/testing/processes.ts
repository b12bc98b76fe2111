import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

export type FoundProcess = { pid: number; command: string };

/**
 * Every process that has to do with this folder: by its command, its environment or where it works. Of other systems
 * than Linux only the command is asked.
 */
export function findProcesses(folder: string): FoundProcess[] {
  const found = process.platform === "linux" ? readAllProc(folder) : askPs(folder);
  return found.filter(({ pid }) => pid !== process.pid);
}

function readAllProc(folder: string): FoundProcess[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    const [command, environment, place] = [readProc(pid, "cmdline"), readProc(pid, "environ"), workingFolder(pid)];
    const isOfFolder = command.includes(folder) || environment.includes(folder) || place.startsWith(folder);
    return isOfFolder && !isDead(pid) ? [{ pid: Number(pid), command: command.replaceAll("\0", " ").trim() }] : [];
  });
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return ""; // Gone meanwhile, or another user's.
  }
}

function workingFolder(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return ""; // Gone meanwhile, or another user's.
  }
}

/** Dead, and waiting for its parent to notice. */
function isDead(pid: string): boolean {
  const stat = readProc(pid, "stat");
  return /^[ZX]/.test(stat.slice(stat.lastIndexOf(")") + 2));
}

function askPs(folder: string): FoundProcess[] {
  const { stdout } = spawnSync("ps", ["axww", "-o", "pid=,command="], { encoding: "utf8" });
  const lines = stdout.split("\n").filter((line) => line.includes(folder));
  return lines.map((line) => ({ pid: Number.parseInt(line, 10), command: line.trim().replace(/^\d+\s+/, "") }));
}
