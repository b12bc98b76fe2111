import { cn } from "@/components/ui/cn";
import { shareOf } from "@/lib/credits/budget";
import type { BudgetStanding } from "@/lib/credits/budget-overview";
import { formatCredits } from "@/lib/credits/credits";

type BudgetBarProps = { standing: BudgetStanding; label: string; alertPercent: number; className?: string };

/** Spent and held against the limit, amber past the share at which admins are told. Without a limit there is nothing to fill. */
export function BudgetBar({ standing, label, alertPercent, className }: BudgetBarProps) {
  const share = shareOf(standing, alertPercent);
  if (!share) return null;
  const committed = share.spent + share.held;
  return (
    <span
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(committed * 100)}
      aria-valuetext={`${formatCredits(standing.spent)} spent and ${formatCredits(standing.held)} held of ${formatCredits(standing.creditLimit ?? "")}`}
      className={cn("flex h-1.5 overflow-hidden rounded-full bg-selected", className)}
    >
      <span
        className={share.isTight ? "bg-warning-ink" : "bg-foreground"}
        style={{ width: `${String(share.spent * 100)}%` }}
      />
      <span className="bg-input" style={{ width: `${String(share.held * 100)}%` }} />
    </span>
  );
}
