import "server-only";

/** So many calls being stored at once are a burst. */
const BURST_FROM = 8;
/** For so long one delivery gives way to a burst at most, so that applying never stands still. */
const GIVES_WAY_MS = 250;
/** More than the provider can send: 1,000 calls a minute of ten people each are 167 a second (docs/apollo-contract.md §7). */
const FLOOD_FROM_PER_S = 300;
const FLOOD_WINDOW_MS = 250;
/** What applying rests after each delivery while a flood comes in. */
const FLOOD_REST_MS = 25;

export type Traffic = {
  /** Counts a call that came in. */
  arrive: () => void;
  /** Counts a call as long as it is being stored. */
  during: <T>(storing: Promise<T>) => Promise<T>;
  /** Whether more comes in than can be applied beside it. */
  isFlood: () => boolean;
  /** Resolves when no burst is being stored, or after the time in which applying may be put off. */
  untilCalm: () => Promise<void>;
};

// The route and the worker are bundled apart: the count is the process's.
const held = globalThis as typeof globalThis & { perihelionWebhookTraffic?: Traffic };

/**
 * The webhook calls of this process. To store a body comes before to apply one: the sender waits, and so does whoever opens
 * a page; who waits for a number has waited longer.
 */
export function webhookTraffic(): Traffic {
  return (held.perihelionWebhookTraffic ??= createTraffic());
}

type Limits = { burstFrom?: number; givesWayMs?: number; floodFromPerS?: number; clock?: () => number };

export function createTraffic({
  burstFrom = BURST_FROM,
  givesWayMs = GIVES_WAY_MS,
  floodFromPerS = FLOOD_FROM_PER_S,
  clock = () => performance.now(),
}: Limits = {}): Traffic {
  let count = 0;
  let waiting: (() => void)[] = [];
  const { arrive, isFlood } = createFloodGauge((floodFromPerS * FLOOD_WINDOW_MS) / 1000, clock);
  const isBurst = () => count >= burstFrom;
  return {
    arrive,
    isFlood,
    during: async (storing) => {
      count += 1;
      try {
        return await storing;
      } finally {
        count -= 1;
        if (!isBurst() && waiting.length > 0) {
          for (const goOn of waiting) goOn();
          waiting = [];
        }
      }
    },
    untilCalm: async () => {
      if (isFlood()) await new Promise((resolve) => setTimeout(resolve, FLOOD_REST_MS));
      if (!isBurst()) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, givesWayMs);
        waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
  };
}

/** Counts by windows: a flood is known once it has filled one, and is over when the one before was not filled. */
function createFloodGauge(fillsAt: number, clock: () => number): Pick<Traffic, "arrive" | "isFlood"> {
  let window = -1;
  let arrived = 0;
  let before = 0;
  const turn = () => {
    const now = Math.floor(clock() / FLOOD_WINDOW_MS);
    if (now === window) return;
    before = now === window + 1 ? arrived : 0;
    arrived = 0;
    window = now;
  };
  return {
    arrive: () => {
      turn();
      arrived += 1;
    },
    isFlood: () => {
      turn();
      return Math.max(arrived, before) >= fillsAt;
    },
  };
}
