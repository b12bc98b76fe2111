import { spawn } from "node:child_process";
import { startAppProcess, type AppProcess } from "@/scripts/proof/app-process";
import type { Killable } from "@/scripts/proof/killable";
import { environmentOf, type Stage } from "@/scripts/proof/stage";
import { startWebServer } from "@/scripts/supervisor/web-server";

/** `report` hears what a process should not have done: end by itself, or speak of an error that nobody caught. */
export type Site = { stage: Stage; port: number; report: (complaint: string) => void };

export type Running = {
  pid: number;
  /** Resolves with what it said last, once it is gone. */
  ended: Promise<string>;
};

const WORKER_READY = /^The worker runs\./m;
const READY_WITHIN_MS = 60_000;
const SAID_MAX = 20_000;

/** The production build behind Next's server, as `npm start` runs it. The worker is a process of its own. */
export function webOf({ stage, port, report }: Site): Killable {
  const appUrl = `http://127.0.0.1:${port}`;
  const place = environmentOf({ database: stage.appDatabase, appUrl, port });
  const env = { ...process.env, ...place, NODE_ENV: "production" as const, WORKER: "off" };
  return killableProcess("the web server", report, () =>
    Promise.resolve(startWebServer({ mode: "production", port, appUrl, env })),
  );
}

/** What `npm run worker` runs. Has started once it says so. */
export function workerOf({ stage, port, report }: Site): Killable {
  const place = environmentOf({ database: stage.appDatabase, appUrl: `http://127.0.0.1:${port}`, port });
  const env = { ...process.env, ...place, NODE_ENV: "production" as const };
  return killableProcess("the worker", report, () => startWorkerProcess(env));
}

/** Resolves once it works. `preload`: a module that is loaded before all others. */
export async function startWorkerProcess(env: NodeJS.ProcessEnv, preload: readonly string[] = []): Promise<Running> {
  const worker = runWorker(env, preload);
  await untilReady(worker);
  return worker;
}

/** The webhook target out of patched sources, in place of the build, which cannot be patched. */
export function sabotagedTargetOf({ stage, port }: Site): Killable {
  let current: AppProcess | null = null;
  return {
    start: async () => {
      current = await startAppProcess(stage, { emulatorPort: port, port });
    },
    kill: async () => {
      await current?.kill();
      current = null;
    },
  };
}

function killableProcess(what: string, report: Site["report"], launch: () => Promise<Running>): Killable {
  let current: Running | null = null;
  return {
    start: async () => {
      const started = await launch();
      current = started;
      void started.ended.then((said) => {
        if (current === started) report(`${what} ended by itself: ${said.trim().split("\n").at(-1) ?? ""}`);
      });
    },
    kill: async () => {
      const dying = current;
      current = null;
      if (!dying) return;
      killGroup(dying.pid);
      const said = await dying.ended;
      for (const line of said.split("\n")) if (/error|exception|rejection/i.test(line)) report(`${what} said: ${line}`);
    },
  };
}

/** Both lead a group of their own, so that nothing they started outlives them. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error; // It has ended by itself, which is reported.
  }
}

type Worker = Running & { said: () => string };

function runWorker(env: NodeJS.ProcessEnv, preload: readonly string[]): Worker {
  const imports = ["tsx", ...preload].flatMap((name) => ["--import", name]);
  const options = ["--conditions=react-server", ...imports];
  // The channel ends it when this process is gone, however it went.
  const stdio = ["ignore", "pipe", "pipe", "ipc"] as const;
  const child = spawn(process.execPath, [...options, "scripts/worker.ts"], { env, stdio: [...stdio], detached: true });
  let said = "";
  const keep = (chunk: Buffer): void => void (said = (said + chunk.toString()).slice(-SAID_MAX));
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  const ended = new Promise<string>((done) => {
    child.once("error", ({ message }) => done(message));
    child.once("close", () => done(said));
  });
  return { pid: child.pid ?? -1, ended, said: () => said };
}

async function untilReady({ said, ended }: Pick<Worker, "said" | "ended">): Promise<void> {
  const failed = ended.then(() => Promise.reject(new Error(`the worker ended at its start:\n${said()}`)));
  const ready = async () => {
    const deadline = performance.now() + READY_WITHIN_MS;
    while (!WORKER_READY.test(said())) {
      if (performance.now() > deadline) throw new Error(`the worker was not ready in time:\n${said()}`);
      await new Promise((wake) => setTimeout(wake, 10));
    }
  };
  await Promise.race([ready(), failed]);
  failed.catch(() => undefined); // From now on its end is reported.
}
