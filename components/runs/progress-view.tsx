"use client";

import { ProgressCard } from "@/components/runs/progress-card";
import { RowsBoard } from "@/components/runs/rows-board";
import { describeStop } from "@/components/runs/run-words";
import { Alert } from "@/components/ui/alert";
import type { RunDto } from "@/lib/runs/schema";

/** A run that was started: how far it is, why it stands still, and its rows. */
export function ProgressView({ run }: { run: RunDto }) {
  const stop = describeStop(run);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {stop && (
        <Alert tone={stop.tone} title={stop.title}>
          {stop.next}
        </Alert>
      )}
      {run.state === "awaiting_approval" && (
        <Alert tone="info" title="Nothing is held or sent yet">
          {run.may.approve
            ? `${run.who.name} asks for it: it may cost more than goes unasked. It starts when you approve it.`
            : "It may cost more than goes unasked. It starts by itself when an admin approves it. You need not wait here."}
        </Alert>
      )}
      {run.progress.hasNoWayBack && (
        <Alert tone="warning" title="It waits: phone numbers could not come back">
          They need a public HTTPS address. Nothing is sent before an admin has set APP_URL to one; then it goes on by
          itself.
        </Alert>
      )}
      <ProgressCard run={run} />
      <RowsBoard run={run} />
    </div>
  );
}
