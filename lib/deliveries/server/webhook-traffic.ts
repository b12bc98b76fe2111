import "server-only";

/** So many calls being stored at once are a burst. */
const BURST_FROM = 8;
/** For so long one delivery gives way at most, so that applying never stands still. */
const GIVES_WAY_MS = 250;

export type Traffic = {
  /** Counts a call as long as it is being stored. */
  during: <T>(storing: Promise<T>) => Promise<T>;
  /** Resolves when no burst is being stored, or after the time in which applying may be put off. */
  untilCalm: () => Promise<void>;
};

// The route and the worker are bundled apart: the count is the process's.
const held = globalThis as typeof globalThis & { perihelionWebhookTraffic?: Traffic };

/** The webhook calls of this process. To store a body comes before to apply one: the sender waits, the page has waited longer. */
export function webhookTraffic(): Traffic {
  return (held.perihelionWebhookTraffic ??= createTraffic());
}

export function createTraffic({ burstFrom = BURST_FROM, givesWayMs = GIVES_WAY_MS } = {}): Traffic {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    during: async (storing) => {
      count += 1;
      try {
        return await storing;
      } finally {
        count -= 1;
        if (count < burstFrom && waiting.length > 0) {
          for (const goOn of waiting) goOn();
          waiting = [];
        }
      }
    },
    untilCalm: () => {
      if (count < burstFrom) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, givesWayMs);
        waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
  };
}
