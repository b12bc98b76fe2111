"use client";

import { useSyncExternalStore, type ReactNode } from "react";
import { formatAmount } from "@/lib/credits/credits";
import { PART_COLOURS, PART_WORDS, ProgressBar } from "@/components/runs/progress-bar";
import { describeTimeLeft } from "@/components/runs/run-words";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { PROGRESS_PARTS, splitProgress } from "@/lib/runs/progress";
import type { RunDto } from "@/lib/runs/schema";

/** The bar, what its colours are, and what it costs. */
export function ProgressCard({ run }: { run: RunDto }) {
  const { parts, total, settled } = splitProgress(run.counts);
  const percent = total === 0 ? 0 : Math.floor((settled / total) * 100);
  return (
    <Card aria-label="Progress" className="grid gap-3 p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
        <p>
          <span className="figures text-xl font-semibold">{percent} %</span>
          <span className="ml-2 text-muted-foreground">
            {settled.toLocaleString("en")} of {total.toLocaleString("en")} rows
          </span>
        </p>
        <p className="text-muted-foreground sm:text-right">{run.state === "running" && <Pace run={run} />}</p>
      </div>
      <ProgressBar counts={run.counts} label={`Progress of ${run.name}`} className="h-2.5" />
      <div className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-3">
        <ul className="flex flex-wrap gap-x-4 gap-y-1.5">
          {PROGRESS_PARTS.filter((part) => parts[part] > 0).map((part) => (
            <li key={part} className="flex items-center gap-1.5">
              <span
                aria-hidden
                className={cn("size-2 rounded-full ring-1 ring-border-strong ring-inset", PART_COLOURS[part])}
              />
              <span className="text-muted-foreground">{PART_WORDS[part]}</span>
              <span className="figures">{parts[part].toLocaleString("en")}</span>
            </li>
          ))}
        </ul>
        <Spent run={run} />
      </div>
    </Card>
  );
}

function Pace({ run: { progress } }: { run: RunDto }) {
  const { rowsPerMinute, secondsLeft, waitsUntil } = progress;
  if (waitsUntil !== null) return <WaitsUntil at={waitsUntil} />;
  if (rowsPerMinute === null) return "Starting";
  return (
    <>
      <span className="figures">{Math.round(rowsPerMinute).toLocaleString("en")}</span> rows a minute
      {secondsLeft !== null && <span> · {describeTimeLeft(secondsLeft)} left</span>}
    </>
  );
}

function WaitsUntil({ at }: { at: string }) {
  const timeZone = useSyncExternalStore(subscribeToNothing, ownTimeZone, serverTimeZone);
  const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
  return (
    <>
      Apollo’s rate limit is used up: it goes on at{" "}
      <time dateTime={at} suppressHydrationWarning className="figures">
        {new Intl.DateTimeFormat("en-GB", { ...clock, ...(timeZone && { timeZone }) }).format(new Date(at))}
      </time>
    </>
  );
}

function Spent({ run: { progress, creditCeiling } }: { run: RunDto }) {
  const { charged, held, saved } = progress;
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1">
      <Figure term="Charged">{formatAmount(charged)}</Figure>
      {Number(held) > 0 && <Figure term="Held">{formatAmount(held)}</Figure>}
      {Number(saved) > 0 && <Figure term="Saved">{formatAmount(saved)}</Figure>}
      {creditCeiling !== null && <Figure term="Limit">{formatAmount(creditCeiling)}</Figure>}
    </dl>
  );
}

function Figure({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline gap-1.5">
      <dt className="text-muted-foreground">{term}</dt>
      <dd className="figures font-medium">{children}</dd>
    </div>
  );
}

const subscribeToNothing = () => () => undefined;
const ownTimeZone = () => undefined;
const serverTimeZone = () => "UTC";
