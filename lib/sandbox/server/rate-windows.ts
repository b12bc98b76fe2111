import "server-only";

export type RateCounts = {
  minuteUsed: number;
  hourUsed: number;
  dayUsed: number;
  minuteLeftS: number;
  hourLeftS: number;
  dayLeftS: number;
};

/** Calls a window allows; null: unlimited. */
export type RateLimits = { minute: number | null; hour: number | null; day: number | null };

/** Paid plans (docs/apollo-contract.md §7). */
export const rateLimitsOf = (kind: "enrichment" | "ordinary", minuteLimit: number): RateLimits =>
  kind === "enrichment" ? { minute: minuteLimit, hour: null, day: null } : { minute: 200, hour: 400, day: 2000 };

type Window = { header: string; limit: number | null; used: number; leftS: number };

function windowsOf(counts: RateCounts, limits: RateLimits): Window[] {
  return [
    { header: "minute", limit: limits.minute, used: counts.minuteUsed, leftS: counts.minuteLeftS },
    { header: "hourly", limit: limits.hour, used: counts.hourUsed, leftS: counts.hourLeftS },
    { header: "24-hour", limit: limits.day, used: counts.dayUsed, leftS: counts.dayLeftS },
  ];
}

/** An unlimited window has an empty limit and neither usage nor rest. */
export function rateHeaders(counts: RateCounts, limits: RateLimits): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { header, limit, used } of windowsOf(counts, limits)) {
    headers[`x-rate-limit-${header}`] = limit === null ? "" : String(limit);
    if (limit === null) continue;
    headers[`x-${header}-usage`] = String(Math.min(used, limit));
    headers[`x-${header}-requests-left`] = String(Math.max(0, limit - used));
  }
  return headers;
}

/** The window that is over its limit, with the whole seconds until it opens anew; or null. */
export function findExceeded(counts: RateCounts, limits: RateLimits): { limit: number; retryAfterS: number } | null {
  for (const { limit, used, leftS } of windowsOf(counts, limits)) {
    if (limit !== null && used > limit) return { limit, retryAfterS: Math.max(1, Math.ceil(leftS)) };
  }
  return null;
}
