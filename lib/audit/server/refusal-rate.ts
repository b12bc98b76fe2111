import "server-only";

const WINDOW_MS = 60_000;
const PEOPLE_MAX = 1000;

type Window = { fromMs: number; admitted: Set<string>; skipped: number };

/**
 * Bounds how many refusals of one person are written down: `perMinute` different ones, each once, and how many more there
 * were with the next one. A flood of tries cannot fill the audit.
 */
export function createRefusalRate(perMinute: number) {
  const windows = new Map<string, Window>();
  return {
    /** Null when it is only counted; else how many were only counted since the last one that was not. */
    admit(person: string, what: string, nowMs: number): number | null {
      const known = windows.get(person);
      const isOpen = known !== undefined && nowMs - known.fromMs < WINDOW_MS;
      const window = isOpen ? known : { fromMs: nowMs, admitted: new Set<string>(), skipped: known?.skipped ?? 0 };
      windows.delete(person);
      windows.set(person, window);
      if (windows.size > PEOPLE_MAX) windows.delete(windows.keys().next().value ?? "");
      if (window.admitted.has(what) || window.admitted.size >= perMinute) {
        window.skipped += 1;
        return null;
      }
      window.admitted.add(what);
      const { skipped } = window;
      window.skipped = 0;
      return skipped;
    },
  };
}
