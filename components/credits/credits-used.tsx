"use client";

import { useQuery } from "@tanstack/react-query";
import { IntentLink } from "@/components/shared/intent-link";
import { cn } from "@/components/ui/cn";
import { msUntilReset } from "@/lib/credits/budget";
import { creditWords, formatCredits } from "@/lib/credits/credits";
import { creditQueries } from "@/lib/credits/queries";
import type { CreditUsage } from "@/lib/credits/usage";

const COUNT = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

const count = (credits: string): string => COUNT.format(Number(formatCredits(credits)));

/**
 * "38 yours · 7,412 left · resets 1 May" as far as there are budgets, else "37 used this month"; and the way to the lookups
 * that cost it. Amber where one is nearly used up.
 */
export function CreditsUsed({ initial }: { initial: CreditUsage }) {
  const { data } = useQuery({
    ...creditQueries.usage(),
    initialData: initial,
    refetchInterval: ({ state }) => msUntilReset(state.data?.left?.until ?? state.data?.own?.until),
  });
  const { own, left, used, since } = data;
  const isTight = own?.isTight === true || left?.isTight === true;
  return (
    <IntentLink
      href={`/history?from=${since.slice(0, 10)}`}
      title={titleOf(data)}
      className={cn(
        "flex h-6 items-center gap-1 rounded-full px-1.5 transition-colors hover:bg-hover hover:text-foreground max-md:hidden",
        isTight && "border border-warning-border bg-warning-soft px-2 text-warning-ink",
      )}
    >
      {own && (
        <>
          <Figure credits={own.credits} isTight={isTight} /> yours ·
        </>
      )}
      {!own || left ? <Figure credits={left?.credits ?? used} isTight={isTight} /> : null}
      {endWords({ own, left, since })}
      <span className="sr-only">, credits{isTight && "; nearly used up"}</span>
    </IntentLink>
  );
}

function Figure({ credits, isTight }: { credits: string; isTight: boolean }) {
  return <span className={cn("figures", !isTight && "text-foreground")}>{count(credits)}</span>;
}

function endWords({ own, left, since }: Pick<CreditUsage, "own" | "left" | "since">): string {
  const until = left?.until ?? own?.until;
  if (until === undefined) return usedSince(since);
  const resets = `resets ${DAY.format(new Date(until))}`;
  return left ? `left · ${resets}` : resets;
}

function titleOf({ used, since, own, left }: CreditUsage): string {
  return [
    own && `${creditWords(own.credits)} left of your own budget`,
    left && `${creditWords(left.credits)} left of the workspace’s`,
    `${creditWords(used)} charged in this workspace since ${DAY.format(new Date(since))}`,
  ]
    .filter(Boolean)
    .join(", ");
}

function usedSince(since: string): string {
  const day = new Date(since);
  return day.getUTCDate() === 1 ? "used this month" : `used since ${DAY.format(day)}`;
}
