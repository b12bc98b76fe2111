import { cn } from "@/components/ui/cn";
import { PROGRESS_PARTS, splitProgress, type Counts, type ProgressPart } from "@/lib/runs/progress";

export const PART_WORDS: Record<ProgressPart, string> = {
  matched: "Matched",
  noMatch: "No match",
  failed: "Failed",
  unknown: "Unknown outcome",
  skipped: "Skipped",
  running: "Running",
  waiting: "Waiting",
};
export const PART_COLOURS: Record<ProgressPart, string> = {
  matched: "bg-(--chart-c)",
  noMatch: "bg-(--chart-rest)",
  failed: "bg-danger",
  unknown: "bg-warning-ink",
  skipped: "bg-border-strong",
  running: "bg-(--chart-a)",
  waiting: "bg-selected",
};

type ProgressBarProps = { counts: Counts; label: string; className?: string };

/** How far a run is, split by what came of its rows. The words say what the colours do. */
export function ProgressBar({ counts, label, className }: ProgressBarProps) {
  const { parts, total, settled } = splitProgress(counts);
  const said = PROGRESS_PARTS.filter((part) => parts[part] > 0).map(
    (part) => `${parts[part].toLocaleString("en")} ${PART_WORDS[part].toLowerCase()}`,
  );
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(1, total)}
      aria-valuenow={settled}
      aria-valuetext={`${settled.toLocaleString("en")} of ${total.toLocaleString("en")} rows are through: ${said.join(", ")}`}
      className={cn("flex h-2 gap-px overflow-hidden rounded-full bg-selected", className)}
    >
      {PROGRESS_PARTS.filter((part) => parts[part] > 0 && part !== "waiting").map((part) => (
        <span
          key={part}
          className={cn("min-w-0.5 transition-[width]", PART_COLOURS[part])}
          style={{ width: `${String((parts[part] / total) * 100)}%` }}
        />
      ))}
    </span>
  );
}
