import type { RangePreset } from "@/lib/usage/usage";

const DAY_MS = 86_400_000;
/** A year, and the day that a leap year has more. */
export const RANGE_DAYS_MAX = 366;
/** Above, a bar is a week. */
const DAILY_BARS_MAX = 92;
const PRESET_DAYS = { "7d": 7, "30d": 30, "90d": 90 } as const;

type Asked = { range?: RangePreset | undefined; from?: string | undefined; to?: string | undefined };

/** Whole days of UTC, both included, as `YYYY-MM-DD`. */
export type UsageRange = {
  from: string;
  to: string;
  days: number;
  startsAt: Date;
  /** Midnight after the last day. */
  endsAt: Date;
  /** As many days before it begin here, and end where it begins. */
  previousStartsAt: Date;
};

/**
 * The days that are meant: those given, else the preset's up to today, else the last 30. Days that are given the wrong way
 * round are turned, the future is left out, and of more than `RANGE_DAYS_MAX` the last are taken.
 */
export function rangeOf({ range = "30d", from, to }: Asked, now: Date): UsageRange {
  const today = startOfDay(now);
  const end = Math.min(to === undefined ? today : Date.parse(to), today);
  const preset = from === undefined && to === undefined ? range : "30d";
  const begin = Math.min(from === undefined ? presetStart(preset, end) : Date.parse(from), today);
  const [first, last] = begin <= end ? [begin, end] : [end, begin];
  const days = Math.min(Math.round((last - first) / DAY_MS) + 1, RANGE_DAYS_MAX);
  const startsAt = last - (days - 1) * DAY_MS;
  return {
    from: dayOf(startsAt),
    to: dayOf(last),
    days,
    startsAt: new Date(startsAt),
    endsAt: new Date(last + DAY_MS),
    previousStartsAt: new Date(startsAt - days * DAY_MS),
  };
}

function presetStart(range: RangePreset, end: number): number {
  if (range !== "month") return end - (PRESET_DAYS[range] - 1) * DAY_MS;
  const last = new Date(end);
  return Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), 1);
}

export type Bucket = { from: string; to: string };

/** One bar for each day, or for each week from Monday where there are too many; the first and the last may be cut. */
export function bucketsOf({ startsAt, endsAt, days }: UsageRange): Bucket[] {
  const buckets: Bucket[] = [];
  const isDaily = days <= DAILY_BARS_MAX;
  for (let at = startsAt.getTime(); at < endsAt.getTime();) {
    const next = isDaily ? at + DAY_MS : Math.min(nextMonday(at), endsAt.getTime());
    buckets.push({ from: dayOf(at), to: dayOf(next - DAY_MS) });
    at = next;
  }
  return buckets;
}

function nextMonday(at: number): number {
  const weekday = (new Date(at).getUTCDay() + 6) % 7;
  return at + (7 - weekday) * DAY_MS;
}

const startOfDay = (at: Date): number => Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
