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
  /** Resolves once it works. */
  start: (place: number) => Promise<void>;
  end: () => Promise<void>;
};

export type RunScene = { ground: Ground; workers: Workers; runId: string; team: KeyedTeam; random: Random };

export const WORKERS = 2;

/** The ground's sender and another one beside it. */
export async function startWorkers(ground: Ground, stage: Stage): Promise<Workers> {
  const ports = await Promise.all(Array.from({ length: WORKERS }, freePort));
  const begin = (place: number) => {
    const kind: AppKind = { emulatorPort: ground.proxy.port, isHurried: true, hasWorker: true };
    return startAppProcess(stage, { ...kind, ...(ports[place] !== undefined && { port: ports[place] }) });
  };
  const running: (AppProcess | null)[] = [ground.sender, await begin(1)];
  return {
    at: (place) => running[place] ?? null,
    kill: async (place) => {
      const dying = running[place];
      running[place] = null;
      await dying?.kill();
    },
    start: async (place) => {
      running[place] = await begin(place);
    },
    end: async () => {
      await Promise.all(running.flatMap((worker) => (worker ? [worker.kill()] : [])));
    },
  };
}
