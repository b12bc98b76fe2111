import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { request } from "node:http";
import { fileURLToPath } from "node:url";
import { describeStartFailure, StartError } from "@/lib/env/start-error";
import { lineReader } from "@/scripts/supervisor/line-reader";

const NEXT = "node_modules/next/dist/bin/next";
const FRONT = "./lib/http/front.ts";
const END_WITH_PARENT = fileURLToPath(new URL("end-with-parent.mjs", import.meta.url));
/**
 * Left to itself, V8 takes what a large machine has before it tidies up: a long export then holds twice of what it needs.
 * Whoever knows better says so in NODE_OPTIONS.
 */
export const HEAP = ["--max-old-space-size=768", "--max-semi-space-size=16"];
const TERM_MS = 7_000;
const ASK_EVERY_MS = 25;

export type WebOptions = {
  mode: "production" | "development";
  port: number;
  appUrl: string;
  env: NodeJS.ProcessEnv;
};

export type WebServer = {
  pid: number;
  /** Resolves with what it said last, once the process is gone. */
  ended: Promise<string>;
  /** Resolves once /api/health answers 200. Throws StartError when it ends first or is not well within `withinMs`. */
  ready(withinMs: number): Promise<void>;
  /** Lets it finish what it serves, then ends it. Resolves when the process is gone. */
  stop(): Promise<void>;
};

/** Starts the web server as a child that ends with this process. */
export function startWebServer(options: WebOptions): WebServer {
  const child = spawn(process.execPath, webArguments(options), {
    env: options.env,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // A Ctrl-C at the terminal is for the supervisor alone, which decides the order of the end.
    detached: true,
  });
  const output = relayOutput(child, options.mode === "development");
  const ended = new Promise<string>((done) => {
    child.once("error", (error) => {
      done(error.message);
    });
    child.once("close", () => {
      done(output.last());
    });
  });
  return {
    pid: child.pid ?? -1,
    ended,
    ready: async (withinMs) => {
      await untilHealthy(options, ended, withinMs);
      output.open();
    },
    stop: () => stop(child, ended),
  };
}

function webArguments({ mode, port, env }: WebOptions): string[] {
  const hasOwnHeap = mode === "development" || /--max[-_]old[-_]space/.test(env.NODE_OPTIONS ?? "");
  return [
    ...(hasOwnHeap ? [] : HEAP),
    ...["--import", END_WITH_PARENT],
    ...(existsSync(FRONT) ? ["--import", FRONT] : []),
    ...[NEXT, mode === "production" ? "start" : "dev", "--port", String(port)],
  ];
}

type Output = { open(): void; last(): string };

/** The log's JSON lines go on at once; Next's own words at start are kept back, and shown only if the start fails. */
function relayOutput(child: ChildProcess, isOpen: boolean): Output {
  const kept: string[] = [];
  let passesAll = isOpen;
  const take = (line: string): void => {
    kept.push(line);
    if (kept.length > 40) kept.shift();
    if (passesAll || line.startsWith("{")) process.stdout.write(`${line}\n`);
  };
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", lineReader(take));
  return {
    open: () => {
      passesAll = true;
    },
    last: () => kept.join("\n"),
  };
}

async function untilHealthy(options: WebOptions, ended: Promise<string>, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  let said: string | undefined;
  void ended.then((last) => {
    said = last;
  });
  while (said === undefined) {
    if ((await askHealth(options)) === 200) return;
    if (performance.now() > deadline) {
      throw new StartError(
        `The web server was not well within ${String(withinMs / 1000)} s: /api/health did not answer 200.`,
      );
    }
    await new Promise((wake) => setTimeout(wake, ASK_EVERY_MS));
  }
  throw new StartError(describeWebFailure(said));
}

function describeWebFailure(said: string): string {
  if (/ENOSPC|no space left/i.test(said)) return describeStartFailure(new Error("no space left on device"));
  return `The web server ended at its start:\n${said.trim() || "it gave no reason"}`;
}

/** The status, or 0 when there was no answer. The Host is the public one: others are refused at the front. */
export function askHealth({ port, appUrl }: Pick<WebOptions, "port" | "appUrl">): Promise<number> {
  return new Promise((answer) => {
    const headers = { host: new URL(appUrl).host };
    const asked = request({ host: "127.0.0.1", port, path: "/api/health", headers, timeout: 5_000 }, (response) => {
      response.resume();
      answer(response.statusCode ?? 0);
    });
    asked.on("timeout", () => asked.destroy());
    asked.on("error", () => {
      answer(0);
    });
    asked.end();
  });
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill("SIGTERM");
  const kill = setTimeout(() => {
    killGroup(child.pid);
  }, TERM_MS);
  await ended;
  clearTimeout(kill);
  killGroup(child.pid); // Workers that it started, should it have left any.
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error; // The whole group is gone already.
  }
}
