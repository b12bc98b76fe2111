import { closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { describeStartFailure } from "@/lib/env/start-error";

const BYTES_MAX = 16 * 1024 * 1024;

export type ServerLog = {
  /** To be handed to the server, then closed. A file, so that the server outlives whoever started it. */
  file: number;
  /** What was written since this was opened. */
  readNew(): string;
};

export function logPath(dataDir: string): string {
  return join(dataDir, "postgres.log");
}

/** Opens the log for a new server; a long one is set aside first. */
export function openServerLog(dataDir: string): ServerLog {
  const path = logPath(dataDir);
  let file = openSync(path, "a", 0o600);
  if (statSync(path).size > BYTES_MAX) {
    closeSync(file);
    renameSync(path, `${path}.old`);
    file = openSync(path, "a", 0o600);
  }
  const start = statSync(path).size;
  return { file, readNew: () => readFileSync(path).subarray(start).toString("utf8") };
}

/** The sentence for a server that did not come up and said this. */
export function describeServerFailure(said: string, dataDir: string): string {
  if (/no space left/i.test(said)) return describeStartFailure(new Error("no space left on device"));
  const fatal = said.split("\n").findLast((line) => /(FATAL|PANIC):/.test(line));
  const reason = fatal?.replace(/^.*(FATAL|PANIC):\s*/, "") ?? "it gave no reason";
  return `PostgreSQL did not start: ${reason} (see ${logPath(dataDir)}).`;
}
