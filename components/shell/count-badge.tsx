import { cn } from "@/components/ui/cn";

type CountBadgeProps = {
  count: number;
  /** Read after the figure. */
  word: string;
  tone: "danger" | "sun";
};

const TONES = {
  danger: "border-danger-border bg-danger-soft text-danger-ink",
  sun: "border-sun-border bg-sun-soft text-sun-ink",
};

/** What waits for an admin, at an entry of the rail. Nothing while nothing does. */
export function CountBadge({ count, word, tone }: CountBadgeProps) {
  if (count === 0) return null;
  return (
    <span
      className={cn(
        "flex h-4.5 min-w-4.5 items-center justify-center rounded-full border px-1 figures text-xs",
        TONES[tone],
      )}
    >
      {count > 99 ? "99+" : count}
      <span className="sr-only"> {word}</span>
    </span>
  );
}
