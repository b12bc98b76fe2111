"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { creditWords, formatCredits } from "@/lib/credits/credits";
import { creditQueries } from "@/lib/credits/queries";
import type { CreditUsage } from "@/lib/credits/usage";

const COUNT = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

const count = (credits: string): string => COUNT.format(Number(formatCredits(credits)));

/** "7,412 left · resets 1 May" where there is a budget, else "37 used this month"; and the way to the lookups that cost it. */
export function CreditsUsed({ initial }: { initial: CreditUsage }) {
  const { data } = useQuery({ ...creditQueries.usage(), initialData: initial });
  const since = DAY.format(new Date(data.since));
  return (
    <Link
      href={`/history?from=${data.since.slice(0, 10)}`}
      title={`${creditWords(data.used)} charged in this workspace since ${since}`}
      className="flex h-6 items-center gap-1 rounded-full px-1.5 transition-colors hover:bg-hover hover:text-foreground max-md:hidden"
    >
      <span className="figures text-foreground">{count(data.left?.credits ?? data.used)}</span>
      {data.left ? `left · resets ${DAY.format(new Date(data.left.until))}` : usedSince(data.since)}
      <span className="sr-only">, credits</span>
    </Link>
  );
}

function usedSince(since: string): string {
  const day = new Date(since);
  return day.getUTCDate() === 1 ? "used this month" : `used since ${DAY.format(day)}`;
}
