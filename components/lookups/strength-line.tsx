import { Gauge } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { Strength } from "@/lib/lookups/normalise";

const LEVELS: Record<Strength, { bars: number; colour: string; text: string }> = {
  none: {
    bars: 0,
    colour: "bg-border-strong",
    text: "An email, a LinkedIn URL, or a name and a company.",
  },
  too_weak: { bars: 1, colour: "bg-danger-ink", text: "Too little to match anybody: not sent like this." },
  weak: { bars: 2, colour: "bg-warning-ink", text: "Name only: rarely matches. Add a company domain." },
  good: { bars: 3, colour: "bg-success-ink", text: "Name and company: likely to match." },
  strong: { bars: 4, colour: "bg-success-ink", text: "Strong: very likely the right person." },
};

/** Says before anything is spent how likely a match is. */
export function StrengthLine({ strength }: { strength: Strength }) {
  const { bars, colour, text } = LEVELS[strength];
  return (
    <p aria-live="polite" className="flex items-center gap-2 text-xs text-muted-foreground">
      <Gauge aria-hidden className="size-3.5 shrink-0" />
      <span aria-hidden className="flex gap-0.5">
        {[1, 2, 3, 4].map((bar) => (
          <span key={bar} className={cn("h-1.5 w-4 rounded-full", bar <= bars ? colour : "bg-border")} />
        ))}
      </span>
      <span className="min-w-0">{text}</span>
    </p>
  );
}
