const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** "340 ms", "2.1 s", "41 s", "3 min 5 s", "2 h 4 min", "3 d 2 h": the two units that say enough. */
export function describeDuration(ms: number): string {
  if (ms < SECOND_MS) return `${String(Math.max(0, Math.round(ms)))} ms`;
  if (ms < 10 * SECOND_MS) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  if (ms < MINUTE_MS) return `${String(Math.floor(ms / SECOND_MS))} s`;
  if (ms < HOUR_MS) return inUnits(ms, [MINUTE_MS, "min"], [SECOND_MS, "s"]);
  if (ms < DAY_MS) return inUnits(ms, [HOUR_MS, "h"], [MINUTE_MS, "min"]);
  return inUnits(ms, [DAY_MS, "d"], [HOUR_MS, "h"]);
}

type Unit = [ms: number, word: string];

function inUnits(ms: number, [greatMs, great]: Unit, [smallMs, small]: Unit): string {
  const rest = Math.floor((ms % greatMs) / smallMs);
  const whole = `${String(Math.floor(ms / greatMs))} ${great}`;
  return rest === 0 ? whole : `${whole} ${String(rest)} ${small}`;
}
