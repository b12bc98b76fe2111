import { AppError } from "@/lib/errors/app-error";

export type Lanes = <T>(run: () => Promise<T>) => Promise<T>;

type Waiter = { start: () => void };

/**
 * Lets at most `lanesMax` run at once, the others in the order in which they came. A connection that is waited for in the
 * pool is given up after seconds; a crowd waits here instead, and holds none. Throws `unavailable` after `waitMaxMs`.
 */
export function createLanes({ lanesMax, waitMaxMs }: { lanesMax: number; waitMaxMs: number }): Lanes {
  const queue: Waiter[] = [];
  let running = 0;

  async function enter(): Promise<void> {
    if (running < lanesMax) {
      running += 1;
      return;
    }
    await new Promise<void>((start, refuse) => {
      const waiter = {
        start: () => {
          clearTimeout(timer);
          start();
        },
      };
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(waiter), 1);
        refuse(new AppError("unavailable", `no turn within ${waitMaxMs} ms`));
      }, waitMaxMs);
      queue.push(waiter);
    });
  }

  /** Whoever is next takes the place over, so that nobody slips in between. */
  function leave(): void {
    const next = queue.shift();
    if (next) next.start();
    else running -= 1;
  }

  return async (run) => {
    await enter();
    try {
      return await run();
    } finally {
      leave();
    }
  };
}
