import type { AppProcess } from "@/scripts/proof/app-process";

export type Victims = {
  /** The one that things happen to; after its death the next. */
  current: () => Promise<AppProcess>;
  bury: () => void;
  end: () => Promise<void>;
};

/** Processes one after the other. Spares are started ahead, since to start takes longer than to die. */
export function createVictims(start: () => Promise<AppProcess>, { sparesMax }: { sparesMax: number }): Victims {
  const spares = Array.from({ length: sparesMax }, start);
  let current = start();
  return {
    current: () => current,
    bury: () => {
      current = spares.shift() ?? start();
      if (spares.length < sparesMax) spares.push(start());
    },
    end: async () => {
      await Promise.all([current, ...spares].map(async (victim) => (await victim).kill()));
    },
  };
}
