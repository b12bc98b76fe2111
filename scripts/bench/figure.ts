import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export type Unit = "×" | "ms" | "s" | "KB" | "MB" | "%" | "/s";
export type Quantity = { value: number; unit: Unit };

/** What one part measured. `beside` is what it is compared with, measured in turns with it in the same run. */
export type Figure = {
  part: string;
  metric: string;
  measured: Quantity;
  base: number;
  goal: number;
  better: "higher" | "lower";
  /** How often, of what. */
  n: string;
  beside: Quantity & { what: string };
  /** Ours ÷ what stands beside it. */
  ratio: number;
};

/** What the figures of a run have in common. */
export type Circumstances = { commit: string; cores: number; isShort: boolean; startedAt: Date };

type Verdict = "goal reached" | "base holds" | "BELOW BASE";

export function verdictOf({ measured, base, goal, better }: Figure): Verdict {
  const reaches = (bound: number) => (better === "higher" ? measured.value >= bound : measured.value <= bound);
  if (reaches(goal)) return "goal reached";
  return reaches(base) ? "base holds" : "BELOW BASE";
}

/** Four digits that mean something, whatever the size. */
export function show({ value, unit }: Quantity): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return unit === "×" || unit === "/s" ? `${value.toFixed(digits)}${unit}` : `${value.toFixed(digits)} ${unit}`;
}

function describeBounds({ base, goal, better, measured: { unit } }: Figure): string {
  const sign = better === "higher" ? "≥" : "≤";
  return `base ${sign} ${show({ value: base, unit })}, goal ${sign} ${show({ value: goal, unit })}`;
}

/** One line: what, the figure, its bounds, the verdict, n, what stood beside it, the load and the commit. */
export function lineOf(figure: Figure, { commit, load }: { commit: string; load: number }): string {
  const { part, metric, measured, n, beside, ratio } = figure;
  return [
    `${part.padEnd(4)} ${show(measured)} (${describeBounds(figure)}): ${verdictOf(figure)}`,
    metric,
    `n ${n}`,
    `beside it ${beside.what}: ${show(beside)}, ratio ${ratio.toFixed(2)}`,
    `load ${load.toFixed(2)}`,
    `commit ${commit}`,
  ].join(" | ");
}

/** The table at the end of a run. */
export function summaryOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { part, metric, measured, beside, ratio } = figure;
    return [
      part,
      show(measured),
      describeBounds(figure),
      verdictOf(figure),
      `${ratio.toFixed(2)} × ${show(beside)}`,
      metric,
    ];
  });
  const table = [["part", "measured", "bounds", "verdict", "beside it", "metric"], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Leaves a copy for machines. Returns where. */
export function saveRun(figures: readonly Figure[], circumstances: Circumstances, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const stamp = circumstances.startedAt.toISOString().replaceAll(/[:.]/g, "-");
  const path = join(folder, `${stamp}.json`);
  const rows = figures.map((figure) => ({ ...figure, verdict: verdictOf(figure) }));
  writeFileSync(path, `${JSON.stringify({ ...circumstances, figures: rows }, null, 2)}\n`);
  return path;
}
