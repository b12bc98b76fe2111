import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, onTestFinished } from "vitest";
import { VARIABLES } from "@/lib/env/environment";
import { findProcesses } from "@/lib/testing/processes";

type Given = {
  /** `start`, `worker`, … as in `npm run <command>`. */
  command: "start" | "dev" | "worker" | "sandbox" | "audit:verify" | "seed:large";
  env: Record<string, string>;
  flags?: readonly string[];
  cwd?: string;
  /** Runs it as this user. */
  uid?: number;
};

/** One of the project's commands, run as at a terminal: by npm, in a process group of its own. */
export type Program = {
  pid: number;
  output(): string;
  hasEnded(): boolean;
  /** Resolves with the exit code (of npm), once it and its output have ended. */
  ended: Promise<number | null>;
  /** Resolves with the match; throws when the program ends first, or has not said it in time. */
  untilSaid(what: RegExp, withinMs?: number): Promise<RegExpExecArray>;
  /** To npm alone, as `kill` does; with `group`, to all of the terminal's foreground, as Ctrl-C does. */
  signal(name: NodeJS.Signals, to?: "npm" | "group"): void;
};

/** The terminal's environment without what the test runner and this project put into it. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const isOurs = (name: string) => /^(VITEST|TEST$|NODE_ENV$|NODE_OPTIONS$)/.test(name) || names.has(name);
  const names = new Set<string>(VARIABLES);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOurs(name))) as NodeJS.ProcessEnv;
}

export function runProgram({ command, env, flags = [], cwd = process.cwd(), uid }: Given): Program {
  const child = spawn("npm", command === "start" ? ["start"] : ["run", command, "--", ...flags], {
    cwd,
    env: { ...plainEnvironment(), LOG_LEVEL: "warn", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
    ...(uid !== undefined && { uid, gid: uid }),
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const pid = child.pid ?? -1;
  let isOver = false;
  const ended = new Promise<number | null>((done) => {
    child.once("close", (code) => {
      isOver = true;
      done(code);
    });
  });
  return {
    pid,
    output: () => said,
    hasEnded: () => isOver,
    ended,
    untilSaid: async (what, withinMs = 60_000) => {
      const deadline = performance.now() + withinMs;
      for (;;) {
        const found = what.exec(said);
        if (found) return found;
        if (isOver || performance.now() > deadline) throw new Error(`${String(what)} was not said:\n${said}`);
        await wait(20);
      }
    },
    signal: (name, to = "npm") => process.kill(to === "group" ? -pid : pid, name),
  };
}

/** A new data folder, and the end of everything that still runs on it after the tests. `when`: of this test, or of the file. */
export function aDataDir(when: "test" | "file" = "test"): string {
  const dataDir = mkdtempSync(join(tmpdir(), "perihelion-start-"));
  chmodSync(dataDir, 0o711);
  const clear = async () => {
    for (const { pid } of findProcesses(dataDir)) process.kill(pid, "SIGKILL");
    while (findProcesses(dataDir).length > 0) await wait(20);
    rmSync(dataDir, { recursive: true, force: true });
  };
  if (when === "file") afterAll(clear);
  else onTestFinished(clear);
  return dataDir;
}

/** What /api/health says; `null` when nobody answers. */
export async function askHealth(port: number): Promise<{ status: number; database?: string; worker?: string } | null> {
  try {
    const response = await fetch(`http://localhost:${String(port)}/api/health`, { signal: AbortSignal.timeout(5000) });
    return { ...((await response.json()) as { database: string; worker: string }), status: response.status };
  } catch {
    return null; // Refused, reset or too late: nobody answers.
  }
}
