"use client";

import dynamic from "next/dynamic";
import { ChartColumn } from "lucide-react";
import { EmptyState } from "@/components/shared/empty-state";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { amount, fullDays, percent } from "@/components/usage/format-usage";
import { colourOf } from "@/components/usage/group-colours";
import { SpendingTable } from "@/components/usage/spending-table";
import { GROUPING_WORDS, groupWord } from "@/components/usage/usage-words";
import type { UsageReport } from "@/lib/usage/usage-report";

/** The chart's library is most of this page's script: the figures are there before it. */
const SpendingChart = dynamic(
  () => import("@/components/usage/spending-chart").then((loaded) => loaded.SpendingChart),
  { ssr: false, loading: () => <Skeleton className="h-60" /> },
);

type SpendingCardProps = { report: UsageReport; onMember: (id: string) => void };

/** The credits of each day as a graph, and below it the same numbers as a table. */
export function SpendingCard({ report, onMember }: SpendingCardProps) {
  const { series, by } = report;
  const isWeekly = series.points.some(({ from, to }) => from !== to);
  const groups = series.groups.map((group, place) => ({
    ...group,
    word: groupWord(by, group),
    colour: colourOf(group, place),
  }));
  return (
    <Card aria-labelledby="usage-spending">
      <CardHeader>
        <CardTitle id="usage-spending">
          Credits by {isWeekly ? "week" : "day"} and{" "}
          {GROUPING_WORDS[by].replace(/^[KM]/, (letter) => letter.toLowerCase())}
        </CardTitle>
        <p className="text-xs text-muted-foreground">{fullDays(report)} · days of UTC</p>
      </CardHeader>
      {groups.length === 0 ? (
        <CardBody>
          <EmptyState icon={ChartColumn} title="No credits spent in these days">
            Answers from the store cost nothing. Choose other days above, or look someone up.
          </EmptyState>
        </CardBody>
      ) : (
        <>
          <CardBody className="grid grid-cols-[minmax(0,1fr)] gap-3">
            <Legend groups={groups} total={series.total} {...(by === "member" && { onMember })} />
            <SpendingChart points={series.points} groups={groups} />
          </CardBody>
          <SpendingTable points={series.points} groups={groups} total={series.total} isWeekly={isWeekly} />
        </>
      )}
    </Card>
  );
}

export type ShownGroup = UsageReport["series"]["groups"][number] & { word: string; colour: string };

type LegendProps = { groups: readonly ShownGroup[]; total: string; onMember?: (id: string) => void };

function Legend({ groups, total, onMember }: LegendProps) {
  return (
    <ul aria-label="Groups" className="flex flex-wrap gap-x-5 gap-y-1.5">
      {groups.map(({ id, name, word, colour, credits }) => (
        <li key={id} className="flex min-w-0 items-center gap-1.5 text-xs">
          <span aria-hidden className="size-2.5 shrink-0 rounded-sm" style={{ background: colour }} />
          {onMember && name !== null ? (
            <button
              type="button"
              className="truncate rounded-sm underline decoration-input underline-offset-3 hover:decoration-foreground"
              title={`Only ${word}`}
              onClick={() => {
                onMember(id);
              }}
            >
              {word}
            </button>
          ) : (
            <span className="truncate">{word}</span>
          )}
          <span className="figures">{amount(credits)}</span>
          <span className="text-muted-foreground">{shareOf(credits, total)}</span>
        </li>
      ))}
    </ul>
  );
}

function shareOf(credits: string, total: string): string {
  const [part, whole] = [Number(credits), Number(total)];
  return whole > 0 && part >= 0 && part <= whole ? (percent({ count: part, of: whole }) ?? "") : "";
}
