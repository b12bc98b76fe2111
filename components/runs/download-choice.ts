import { RESULT_COLUMNS, type ResultColumn } from "@/lib/runs/result-columns";

const KEY = "perihelion.run-download";

/** Which new columns were chosen last in this browser; all of them until somebody chooses. */
export function readColumnChoice(): ResultColumn[] {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? "null");
    return Array.isArray(kept) ? RESULT_COLUMNS.filter((column) => kept.includes(column)) : [...RESULT_COLUMNS];
  } catch {
    // Kept by hand, or by another version.
    return [...RESULT_COLUMNS];
  }
}

export function keepColumnChoice(columns: readonly ResultColumn[]): void {
  window.localStorage.setItem(KEY, JSON.stringify(columns));
}
