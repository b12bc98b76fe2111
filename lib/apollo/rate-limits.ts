export type RateWindow = { limit: number; used: number; left: number };

/** The team's fixed windows for the endpoint just called. Null: the answer said nothing, or the window is unlimited. */
export type RateLimits = { minute: RateWindow | null; hour: RateWindow | null; day: RateWindow | null };

export function readRateLimits(headers: Headers): RateLimits {
  return {
    minute: readWindow(headers, "minute"),
    hour: readWindow(headers, "hourly"),
    day: readWindow(headers, "24-hour"),
  };
}

function readWindow(headers: Headers, name: string): RateWindow | null {
  const limit = readCount(headers.get(`x-rate-limit-${name}`));
  if (limit === null) return null;
  const used = readCount(headers.get(`x-${name}-usage`));
  const left = readCount(headers.get(`x-${name}-requests-left`));
  if (used === null && left === null) return null;
  return { limit, used: used ?? Math.max(0, limit - (left ?? 0)), left: left ?? Math.max(0, limit - (used ?? 0)) };
}

/** An unlimited window sends an empty header, which `Number` would read as 0. docs/apollo-contract.md §7 */
function readCount(header: string | null): number | null {
  return header !== null && /^\d{1,15}$/.test(header.trim()) ? Number(header) : null;
}
