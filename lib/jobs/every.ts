import "server-only";
import { log } from "@/lib/log/log";

export type Loop = { stop: () => Promise<void> };

/**
 * Runs `run` now and then `pauseMs` after each end, never twice at once; what it throws is logged and tried again.
 * For work that a minute's schedule is too slow for and that does no harm when several processes do it.
 */
export function every(pauseMs: number, name: string, run: () => Promise<unknown>): Loop {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let running: Promise<void> = round();

  async function round(): Promise<void> {
    try {
      await run();
    } catch (error) {
      log.warn({ err: error, loop: name }, "a round of background work failed; trying again");
    }
    if (isStopped) return;
    timer = setTimeout(() => {
      running = round();
    }, pauseMs);
  }

  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
