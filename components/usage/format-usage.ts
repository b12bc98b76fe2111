import { formatAmount } from "@/lib/credits/credits";

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const FULL_DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

type Days = { from: string; to: string };

/** "3 Nov", or "3 Nov – 9 Nov" for a week. */
export function shortDays({ from, to }: Days): string {
  const first = DAY.format(new Date(from));
  return from === to ? first : `${first} – ${DAY.format(new Date(to))}`;
}

/** "28 Oct – 26 Nov 2026". */
export function fullDays({ from, to }: Days): string {
  const last = FULL_DAY.format(new Date(to));
  if (from === to) return last;
  const isOneYear = from.slice(0, 4) === to.slice(0, 4);
  return `${(isOneYear ? DAY : FULL_DAY).format(new Date(from))} – ${last}`;
}

/** Exact, with thousands set apart: "12,500", "−2.5". */
export function amount(credits: string): string {
  return credits.startsWith("-") ? `−${formatAmount(credits.slice(1))}` : formatAmount(credits);
}

/** "67 %"; null where there is nothing to be a part of. */
export function percent({ count, of }: { count: number; of: number }): string | null {
  if (of === 0) return null;
  const share = (count / of) * 100;
  return `${share > 0 && share < 10 ? share.toFixed(1) : share.toFixed(0)} %`;
}

/** "12 s", "4 min", "1 h 20 min". */
export function duration(seconds: number): string {
  if (seconds < 90) return `${String(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${String(minutes)} min`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${String(hours)} h` : `${String(hours)} h ${String(minutes % 60)} min`;
}
