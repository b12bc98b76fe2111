import { readdirSync, readFileSync } from "node:fs";

/** Resident memory of a process and of all that it started, in MB of 2^20 bytes. Reads Linux's /proc. */
export function residentMb(pid: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = fieldOf(Number(name), "PPid");
    if (parent !== null) parents.set(Number(name), parent);
  }
  const family = new Set([pid]);
  // A child may be listed before its parent: once more until nobody is added.
  for (let known = 0; known !== family.size;) {
    known = family.size;
    for (const [child, parent] of parents) if (family.has(parent)) family.add(child);
  }
  return [...family].reduce((sum, member) => sum + (fieldOf(member, "VmRSS") ?? 0), 0) / 1024;
}

/** Null when the process has ended meanwhile. */
function fieldOf(pid: number, field: "PPid" | "VmRSS"): number | null {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, "utf8");
    const value = new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(status)?.[1];
    return value === undefined ? null : Number(value);
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
}
