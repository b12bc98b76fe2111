import { describeStartFailure } from "@/lib/env/start-error";
import { say } from "@/scripts/supervisor/progress";

const LIVED_WELL_MS = 30_000;
const PAUSE_MAX_MS = 5_000;

export type Stoppable = { ended: Promise<unknown>; stop(): Promise<void> };

type KeepOptions<T extends Stoppable> = {
  /** Names it in the sentence at the terminal. */
  what: string;
  first: T;
  again: () => Promise<T>;
};

/** Starts it again whenever it ends by itself: at once the first time, then after pauses of up to 5 s. Never gives up. */
export function keepRunning<T extends Stoppable>({ what, first, again }: KeepOptions<T>): { stop(): Promise<void> } {
  const state = { current: first, isStopping: false };
  let restart: Promise<void> | undefined;
  void watch();
  return {
    stop: async () => {
      state.isStopping = true;
      await restart;
      await state.current.stop();
    },
  };

  async function watch(): Promise<void> {
    let failures = 0;
    for (;;) {
      const began = performance.now();
      await state.current.ended;
      failures = performance.now() - began > LIVED_WELL_MS ? 0 : failures + 1;
      if (!state.isStopping) await pause(failures);
      if (state.isStopping) return;
      say(`${what} ended by itself and is started again.`);
      restart = replace();
      await restart;
    }
  }

  async function replace(): Promise<void> {
    try {
      state.current = await again();
    } catch (error) {
      say(`${what} did not start: ${describeStartFailure(error)}`);
    }
  }
}

async function pause(failures: number): Promise<void> {
  if (failures <= 1) return;
  await new Promise((wake) => setTimeout(wake, Math.min(PAUSE_MAX_MS, 125 * 2 ** failures)));
}
