import "server-only";

export const CALLS_PER_MINUTE_MAX = 600;
const WINDOW_MS = 60_000;

export type RateVerdict = { isAllowed: true } | { isAllowed: false; retryAfterS: number };

/**
 * Counts calls by key in minutes. `now` is a clock that only goes forward, in ms. All counts are dropped when a minute
 * ends, so memory is bounded by one minute's callers.
 */
export function createRate(now: () => number, perMinuteMax = CALLS_PER_MINUTE_MAX) {
  let counts = new Map<string, number>();
  let startedAt = now();
  return (key: string): RateVerdict => {
    const passed = now() - startedAt;
    if (passed >= WINDOW_MS) {
      counts = new Map();
      startedAt = now();
    }
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count <= perMinuteMax) return { isAllowed: true };
    return { isAllowed: false, retryAfterS: Math.max(1, Math.ceil((WINDOW_MS - (now() - startedAt)) / 1000)) };
  };
}
