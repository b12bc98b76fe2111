/** Half of the numbers, and nine in ten of them, took no longer than this. */
export type UsualWait = { medianS: number; p90S: number };

type Way = { arrivesBy?: "webhook" | "poll" | null | undefined };

/** "On the way, usually 2 min, nine in ten within 9 min. The number appears here by itself." */
export function describeUsualWait({ medianS, p90S }: UsualWait, { arrivesBy }: Way = {}): string {
  const begin = arrivesBy === "poll" ? "Fetched by poll" : "On the way";
  return `${begin}, usually ${spanOf(medianS)}, nine in ten within ${spanOf(p90S)}. The number appears here by itself.`;
}

/** "40 s", "9 min", "2 h". */
export function spanOf(seconds: number): string {
  if (seconds < 90) return `${String(Math.max(1, Math.round(seconds)))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${String(minutes)} min` : `${String(Math.round(minutes / 60))} h`;
}
