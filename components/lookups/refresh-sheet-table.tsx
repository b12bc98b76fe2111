import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { formatCredits } from "@/lib/credits/credits";
import type { RefreshSheet } from "@/lib/lookups/refresh";

type RefreshSheetTableProps = { sheet: RefreshSheet; isStale: boolean };

/** How many go, how many do not and why, and what it comes to. */
export function RefreshSheetTable({ sheet, isStale }: RefreshSheetTableProps) {
  const { selected, fresh, freshDays, suppressed, toSend, ceilingEach, ceiling, likely, left, needsApproval } = sheet;
  const tightest = lesser(left.workspace, left.own);
  return (
    <div aria-busy={isStale} className={cn("grid gap-2 text-sm", isStale && "opacity-60")}>
      <dl className="grid gap-1.5 rounded-md border p-3">
        <Line term="Selected">{selected}</Line>
        {fresh > 0 && (
          <Line term={`Bought in the last ${String(freshDays)} days`} note="0 credits">
            −{fresh}
          </Line>
        )}
        {suppressed > 0 && (
          <Line term="On the suppression list" note="0 credits">
            −{suppressed}
          </Line>
        )}
        <Line term="To be asked for" note={`up to ${formatCredits(ceilingEach)} each`} isSum>
          {toSend}
        </Line>
        <Line term="Likely" note={likely === null ? undefined : "by your own lookups"}>
          {likely ?? <span className="font-sans text-muted-foreground">Too few lookups to say</span>}
        </Line>
        <Line term="At most" isSum>
          {formatCredits(ceiling)}
        </Line>
        {tightest !== null && (
          <Line term="Left in the budget" note={tightest === left.own ? "yours" : "the workspace’s"}>
            {formatCredits(tightest)}
          </Line>
        )}
      </dl>
      {tightest !== null && Number(ceiling) > Number(tightest) && (
        <p role="status" className="text-warning">
          The budget may not cover all of them: it stops where it ends, and says how many were left.
        </p>
      )}
      {needsApproval && (
        <p className="text-muted-foreground">Each waits until an admin agrees, and then goes by itself.</p>
      )}
    </div>
  );
}

function lesser(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return Number(other) < Number(one) ? other : one;
}

type LineProps = { term: string; note?: string | undefined; isSum?: boolean; children: ReactNode };

function Line({ term, note, isSum = false, children }: LineProps) {
  return (
    <div className={cn("flex items-baseline gap-3", isSum && "border-t pt-1.5 font-medium")}>
      <dt className="min-w-0 flex-1">{term}</dt>
      <dd className="contents">
        {note && <span className="text-xs font-normal text-muted-foreground">{note}</span>}
        <span className="min-w-10 text-end figures">{children}</span>
      </dd>
    </div>
  );
}
