import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProcesses } from "@/lib/testing/processes";

export const ADMIN = { email: "ada@perihelion.example", password: "correct horse battery staple" };

type StartOptions = { dataDir: string; port: number; env?: Record<string, string | undefined> };

/** The real `npm start` on a data folder of its own. */
export type AppServer = {
  url: string;
  output: () => string;
  stop: (signal?: NodeJS.Signals) => Promise<void>;
  /** SIGKILL to every process of it at once, the database's among them. */
  kill: () => Promise<void>;
};

export async function startApp({ dataDir, port, env }: StartOptions): Promise<AppServer> {
  const child = spawn("npm", ["start"], {
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "warn", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const url = `http://localhost:${String(port)}`;
  const output = collect(child);
  await untilHealthy(url, child, output);
  return { url, output, stop: (name = "SIGTERM") => stop(child, name), kill: () => kill(dataDir) };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** A new data folder that PostgreSQL, which root runs as another user, may pass through. */
export async function makeDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), "perihelion-e2e-"));
  await chmod(dataDir, 0o711);
  return dataDir;
}

export async function withDataDir<T>(run: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = await makeDataDir();
  try {
    return await run(dataDir);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

const READY_WITHIN_MS = 120_000;

async function untilHealthy(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${String(child.exitCode)}:\n${output()}`);
    const isHealthy = await fetch(`${url}/api/health`).then(
      (response) => response.ok,
      () => false,
    );
    // What it prints last is how to get in.
    if (isHealthy && output().includes("Perihelion is ready at")) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`not healthy after ${String(READY_WITHIN_MS)} ms:\n${output()}`);
}

function collect(child: ChildProcess): () => string {
  let text = "";
  const add = (chunk: Buffer) => (text = (text + chunk.toString()).slice(-20_000));
  child.stdout?.on("data", add);
  child.stderr?.on("data", add);
  return () => text;
}

/** Resolves once the last process of the start's group is gone: npm itself does not wait for what it started. */
async function stop(child: ChildProcess, name: NodeJS.Signals): Promise<void> {
  const { pid } = child;
  if (pid === undefined || !signal(-pid, name)) return;
  while (signal(-pid, 0)) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function kill(dataDir: string): Promise<void> {
  for (const { pid } of findProcesses(dataDir)) signal(pid, "SIGKILL");
  while (findProcesses(dataDir).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** False when nobody is left who could get it. A negative number is a whole group. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}
