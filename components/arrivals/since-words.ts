const DAY_MS = 86_400_000;

/** "18:02", "yesterday 18:02", "Monday 18:02", "12 Nov 18:02": as one says it, in the given zone or the reader's own. */
export function sinceWords(since: Date, nowMs: number, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const dayOf = (at: Date) => new Intl.DateTimeFormat("en-CA", { dateStyle: "short", ...zone }).format(at);
  const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", ...zone }).format(since);
  const day = dayOf(since);
  if (day === dayOf(new Date(nowMs))) return time;
  if (day === dayOf(new Date(nowMs - DAY_MS))) return `yesterday ${time}`;
  const far = nowMs - since.getTime() > 6 * DAY_MS;
  const named = far ? ({ day: "numeric", month: "short" } as const) : ({ weekday: "long" } as const);
  return `${new Intl.DateTimeFormat("en-GB", { ...named, ...zone }).format(since)} ${time}`;
}
