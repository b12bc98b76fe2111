import { freePort } from "@/lib/testing/app-server";
import { type AppKind, type AppProcess, startAppProcess } from "@/scripts/proof/app-process";
import type { Ground, KeyedTeam } from "@/scripts/proof/ground";
import type { Random } from "@/scripts/proof/random";
import type { Stage } from "@/scripts/proof/stage";

/** The processes that carry runs out. Each may die, and is started again where it was. */
export type Workers = {
  /** Null where it is being started again. */
  at: (place: number) => AppProcess | null;
  kill: (place: number) => Promise<void>;
  /** It works some seconds later. */
  start: (place: number) => void;
  /** Resolves once all work. */
  ready: () => Promise<void>;
  end: () => Promise<void>;
};

export type RunScene = { ground: Ground; workers: Workers; runId: string; team: KeyedTeam; random: Random };

export const WORKERS = 2;

/** The ground's sender and another one beside it. */
export async function startWorkers(ground: Ground, stage: Stage): Promise<Workers> {
  const ports = await Promise.all(Array.from({ length: WORKERS }, freePort));
  const begin = (place: number) => {
    const kind: AppKind = {
      ...{ emulatorPort: ground.proxy.port, isHurried: true, hasWorker: true },
      appUrl: ground.desk.url,
    };
    return startAppProcess(stage, { ...kind, ...(ports[place] !== undefined && { port: ports[place] }) });
  };
  const running: (AppProcess | null)[] = [ground.sender, await begin(1)];
  const starting: (Promise<void> | undefined)[] = [];
  return {
    at: (place) => running[place] ?? null,
    kill: async (place) => {
      await starting[place];
      const dying = running[place];
      running[place] = null;
      await dying?.kill();
    },
    start: (place) => {
      starting[place] = begin(place).then((worker) => void (running[place] = worker));
    },
    ready: async () => {
      await Promise.all(starting.flatMap((one) => one ?? []));
    },
    end: async () => {
      await Promise.allSettled(starting.flatMap((one) => one ?? []));
      await Promise.all(running.flatMap((worker) => (worker ? [worker.kill()] : [])));
    },
  };
}

/** Null where the run stood otherwise by then, which is no fault: it may have ended meanwhile. */
export async function unlessConflict<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (String(error).includes("AppError: conflict")) return null;
    throw error;
  }
}
