import { readdirSync, readFileSync } from "node:fs";
import type { Client } from "pg";

const TICK_MS = 10;
/** Fields of /proc/[pid]/stat after the command's closing parenthesis. */
const FIELD = { parent: 1, user: 11, system: 12, endedUser: 13, endedSystem: 14 };

type Stat = { parent: number; ms: number; endedMs: number };

/** What the system says of a process; null where it says nothing, or the process is gone. */
function readStat(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const at = (field: keyof typeof FIELD) => Number(fields[FIELD[field]]);
    return {
      parent: at("parent"),
      ms: (at("user") + at("system")) * TICK_MS,
      endedMs: (at("endedUser") + at("endedSystem")) * TICK_MS,
    };
  } catch {
    return null; // Not Linux, or it has ended meanwhile.
  }
}

export const cpuOf = (pid: number): number => readStat(pid)?.ms ?? Number.NaN;

/** Of the database's server with all of its processes, those that have ended included. */
export async function cpuOfDatabase(sql: Client): Promise<number> {
  const { rows } = await sql.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const parent = readStat(rows[0]?.pid ?? 0)?.parent;
  const server = parent === undefined ? null : readStat(parent);
  if (!server) return Number.NaN;
  const own = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? (readStat(Number(name)) ?? []) : []));
  return own.filter((one) => one.parent === parent).reduce((sum, { ms }) => sum + ms, server.ms + server.endedMs);
}
