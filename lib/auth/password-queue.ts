import { AppError } from "@/lib/errors/app-error";

type QueueLimits = { runningMax: number; waitingMax: number };

/**
 * Runs at most `runningMax` tasks at once and lets at most `waitingMax` wait; one more is refused with
 * `too_many_requests` at once. A password check costs 64 MiB and a core: without a bound, a burst of them is an outage.
 */
export function createQueue({ runningMax, waitingMax }: QueueLimits) {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function takeTurn(): Promise<void> {
    if (running < runningMax) {
      running += 1;
      return;
    }
    if (waiting.length >= waitingMax) {
      throw new AppError("too_many_requests", "password queue is full", {
        retryAfterS: 5,
        say: "Many people are signing in at this moment. Try again in 5 seconds.",
      });
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  // A turn is handed on, not given back and taken again: whoever waits is never overtaken.
  function passTurn(): void {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }

  return async function inTurn<T>(task: () => Promise<T>): Promise<T> {
    await takeTurn();
    try {
      return await task();
    } finally {
      passTurn();
    }
  };
}
