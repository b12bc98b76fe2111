const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long something has been waited for: "under 1 min", "2 min", "3 h", "4 days". */
export function describeWait(askedAt: Date, nowMs: number): string {
  const waitedMs = Math.max(0, nowMs - askedAt.getTime());
  if (waitedMs < MINUTE_MS) return "under 1 min";
  if (waitedMs < HOUR_MS) return `${Math.trunc(waitedMs / MINUTE_MS)} min`;
  if (waitedMs < DAY_MS) return `${Math.trunc(waitedMs / HOUR_MS)} h`;
  const days = Math.trunc(waitedMs / DAY_MS);
  return days === 1 ? "1 day" : `${days} days`;
}
