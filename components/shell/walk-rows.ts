const STEPS: Partial<Record<string, number>> = { j: 1, k: -1 };

/** Where `j` and `k` go: the place of the row that has the focus moves by one; from nowhere, to the first. */
export function walkRows(key: string, rows: readonly HTMLElement[], focusOf: (row: HTMLElement) => HTMLElement | null) {
  const step = STEPS[key];
  if (step === undefined) return false;
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[at < 0 ? 0 : at + step];
  const target = next && focusOf(next);
  if (!target) return false;
  target.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}
