import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { freePort } from "@/lib/testing/app-server";
import type { Commands } from "@/scripts/proof/app-commands";
import { environmentOf, type Stage } from "@/scripts/proof/stage";

type Answer = { id: number; value?: unknown; failure?: string };
type Waiting = { resolve: (value: never) => void; reject: (error: Error) => void };

/** A process of the app: its use cases, its webhook target, its worker, on a connection pool of its own. */
export type AppProcess = {
  pid: number;
  /** Where it takes callbacks. */
  url: string;
  ask: <Name extends keyof Commands>(
    command: Name,
    given: Parameters<Commands[Name]>[0],
  ) => Promise<Awaited<ReturnType<Commands[Name]>>>;
  /** SIGKILL. What was asked and not answered fails. */
  kill: () => Promise<void>;
};

const NODE_OPTIONS = ["--conditions=react-server", "--import", "tsx"];

export type AppKind = {
  /** Where it finds the emulator. */
  emulatorPort: number;
  /** Where it takes callbacks; unset: at any free port. */
  port?: number;
  /** Gives up waiting for an answer after seconds, not after a minute. */
  isHurried?: boolean;
  /** All background work by its own clock, not only the deliveries. */
  hasWorker?: boolean;
  /** Does nothing unasked, so that each of its calls can be counted: no pulse, no worker, no webhook target. */
  isQuiet?: boolean;
  /** Where the callbacks of what it sends are to go; unset: to itself. */
  appUrl?: string;
};

export async function startAppProcess(
  stage: Stage,
  { emulatorPort, isHurried = false, hasWorker = false, isQuiet = false, ...kind }: AppKind,
): Promise<AppProcess> {
  const port = kind.port ?? (await freePort());
  const own = `http://127.0.0.1:${port}`;
  const place = { database: stage.appDatabase, appUrl: kind.appUrl ?? own, port: emulatorPort };
  const words = [
    "scripts/proof/app.ts",
    ...(stage.saboteur ? [stage.saboteur] : []),
    ...(isHurried ? ["hurried"] : []),
  ];
  const child = spawn(process.execPath, [...NODE_OPTIONS, ...words], {
    env: { ...process.env, ...environmentOf(place) },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const channel = openChannel(child);
  await channel.ready;
  const app: AppProcess = {
    ...{ pid: child.pid ?? -1, url: own },
    ask: channel.ask,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
  if (!isQuiet) await app.ask("serve", { port, hasWorker });
  return app;
}

function openChannel(child: ChildProcess) {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const ready = Promise.withResolvers<undefined>();
  child.on("message", ({ id, value, failure }: Answer) => {
    if (id === 0) ready.resolve(undefined);
    const asker = waiting.get(id);
    waiting.delete(id);
    if (failure === undefined) asker?.resolve(value as never);
    else asker?.reject(new Error(failure));
  });
  child.on("exit", () => {
    const gone = new Error("the process of the app has ended");
    ready.reject(gone);
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  });
  const ask: AppProcess["ask"] = (command, given) => {
    const id = (last += 1);
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      child.send({ id, command, given });
    });
  };
  return { ready: ready.promise, ask };
}
