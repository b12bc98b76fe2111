import type { ReactNode } from "react";
import { formatAmount } from "@/lib/credits/credits";
import { cn } from "@/components/ui/cn";
import type { DryRunSheet } from "@/lib/runs/schema";

/** How many go, how many do not and why, what it comes to, and what the budgets are left with. */
export function CostSheet({ sheet }: { sheet: DryRunSheet }) {
  const { rows, invalid, duplicates, ours, freshDays, suppressed, toSend, ceilingEach, ceiling, likely } = sheet;
  const less = (count: number) => `−${count.toLocaleString("en")}`;
  return (
    <div role="status" className="grid gap-3 p-4">
      <dl className="grid gap-1.5">
        <Line term="Rows">{rows.toLocaleString("en")}</Line>
        {invalid > 0 && (
          <Line term="Invalid" note="0 credits">
            {less(invalid)}
          </Line>
        )}
        {duplicates > 0 && (
          <Line term="Duplicates" note="0 credits">
            {less(duplicates)}
          </Line>
        )}
        {ours > 0 && (
          <Line term="Already ours" note={`last ${String(freshDays)} days · 0 credits`}>
            {less(ours)}
          </Line>
        )}
        {suppressed > 0 && (
          <Line term="Suppressed" note="0 credits">
            {less(suppressed)}
          </Line>
        )}
        <Line term="To be sent" note={`up to ${formatAmount(ceilingEach)} each`} isSum>
          {toSend.toLocaleString("en")}
        </Line>
        <Line term="Likely" note={likely === null ? undefined : "by your own lookups"}>
          {likely === null ? (
            <span className="font-sans tracking-normal text-muted-foreground [word-spacing:normal]">
              too few lookups to say
            </span>
          ) : (
            formatAmount(likely)
          )}
        </Line>
        <Line term="At most" note="credits" isSum>
          {formatAmount(ceiling)}
        </Line>
      </dl>
      <Budgets sheet={sheet} />
      {sheet.approvalAbove !== null && (
        <p className="text-muted-foreground">
          Above {formatAmount(sheet.approvalAbove)} credits an admin has to agree. Then it starts by itself.
        </p>
      )}
    </div>
  );
}

function Budgets({ sheet: { left, leftAfter } }: { sheet: DryRunSheet }) {
  const budgets = [
    { whose: "Your budget", now: left.own, after: leftAfter.own },
    { whose: "Workspace budget", now: left.workspace, after: leftAfter.workspace },
  ];
  const isShort = budgets.some(({ after }) => after?.startsWith("-"));
  return (
    <>
      <dl className="grid gap-1.5 empty:hidden">
        {budgets.map(
          ({ whose, now, after }) =>
            now !== null &&
            after !== null && (
              <Line key={whose} term={whose} note={`${formatAmount(now)} left, then at least`}>
                {after.startsWith("-") ? "0" : formatAmount(after)}
              </Line>
            ),
        )}
      </dl>
      {isShort && (
        <p className="text-warning-ink">The budget may not cover all of them: it stops where that ends, and says so.</p>
      )}
    </>
  );
}

type LineProps = { term: string; note?: string | undefined; isSum?: boolean; children: ReactNode };

function Line({ term, note, isSum = false, children }: LineProps) {
  return (
    <div className={cn("flex items-baseline gap-3", isSum && "border-t pt-1.5 font-medium")}>
      <dt className="min-w-0 flex-1">{term}</dt>
      <dd className="flex items-baseline gap-3">
        {note && <span className="text-xs font-normal text-muted-foreground">{note}</span>}
        <span className="min-w-10 text-end figures">{children}</span>
      </dd>
    </div>
  );
}
