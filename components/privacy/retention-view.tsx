"use client";

import { useQuery } from "@tanstack/react-query";
import { Eraser } from "lucide-react";
import { RetentionForm } from "@/components/privacy/retention-form";
import { useRetentionChange } from "@/components/privacy/use-retention-change";
import { LiveRegion } from "@/components/shared/live-region";
import { QueryError } from "@/components/shared/query-error";
import { RelativeTime } from "@/components/shared/relative-time";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { runRetentionAction } from "@/lib/privacy/actions";
import type { RetentionOverview } from "@/lib/privacy/retention-overview";
import { retentionQueries } from "@/lib/privacy/retention-queries";

/** How long things are kept, and the run that removes what is old enough. For admins. */
export function RetentionView() {
  const { data: overview, error, refetch } = useQuery(retentionQueries.overview());
  return (
    <div className="max-w-4xl">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-muted-foreground">
          What is old enough goes each night, by itself. What something still waits for stays.
        </p>
        <RunNow isRunning={overview?.running !== null && overview !== undefined} />
      </div>
      {overview && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <Runs overview={overview} />
          <RetentionForm rules={overview.rules} />
          <KeptElsewhere />
        </div>
      )}
      {error && !overview && (
        <QueryError title="The periods cannot be shown" error={error} onRetry={() => void refetch()} />
      )}
      {!overview && !error && (
        <div aria-hidden className="grid gap-4">
          <Skeleton className="h-15" />
          <Skeleton className="h-160" />
        </div>
      )}
    </div>
  );
}

function RunNow({ isRunning }: { isRunning: boolean }) {
  const { mutate, isPending } = useRetentionChange({ change: runRetentionAction, done: "The run has begun" });
  const isBusy = isRunning || isPending;
  return (
    <Button
      aria-disabled={isBusy || undefined}
      onClick={() => {
        if (!isBusy) mutate({});
      }}
    >
      {isBusy ? <Spinner /> : <Eraser aria-hidden />}
      {isBusy ? "Running" : "Run now"}
    </Button>
  );
}

function Runs({ overview: { running, lastRunAt, nextRunAt } }: { overview: RetentionOverview }) {
  const removed = running?.removed.toLocaleString("en") ?? "0";
  const progress = running?.hasStarted ? `Running: ${removed} removed so far.` : "A run is about to begin.";
  return (
    <Card aria-label="Runs">
      <CardBody className="flex flex-wrap items-center gap-x-6 gap-y-1 py-3">
        {running ? (
          <p className="tabular-nums">{progress}</p>
        ) : (
          <p>
            {lastRunAt ? (
              <>
                Last run <RelativeTime at={lastRunAt} />
              </>
            ) : (
              "No run yet"
            )}
          </p>
        )}
        <p className="text-muted-foreground sm:ml-auto">
          Next run <RelativeTime at={nextRunAt} />
        </p>
      </CardBody>
      <LiveRegion message={running ? "A run is under way." : ""} />
    </Card>
  );
}

const KEPT_ELSEWHERE = [
  ["People, companies, lookups and the ledger", "stay until a person is erased; the ledger holds no personal data."],
  ["The practice world’s calls and results", "go after 60 days, as long as its poll can be asked about them."],
  [
    "The log",
    "is written to the server’s standard output and kept by none of its parts. Where you collect it, keep it 30 days.",
  ],
] as const;

function KeptElsewhere() {
  return (
    <Card aria-label="Without a period here">
      <CardHeader>
        <CardTitle>Without a period here</CardTitle>
      </CardHeader>
      <CardBody>
        <ul className="grid list-disc gap-1.5 pl-4">
          {KEPT_ELSEWHERE.map(([what, how]) => (
            <li key={what}>
              <span className="font-medium">{what}</span> <span className="text-muted-foreground">{how}</span>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
