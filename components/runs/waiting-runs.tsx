"use client";

import { Check, X } from "lucide-react";
import { Price, Wishes } from "@/components/lookups/approval-terms";
import { BEGUN } from "@/components/runs/run-words";
import { useRunChange } from "@/components/runs/use-run-change";
import { IntentLink } from "@/components/shared/intent-link";
import { RelativeTime } from "@/components/shared/relative-time";
import { Button } from "@/components/ui/button";
import { approveRunAction, declineRunAction } from "@/lib/runs/actions";
import type { WaitingRun } from "@/lib/runs/waiting-run";

/** The runs that wait for an admin's yes, each with its two answers. Nothing where none waits. */
export function WaitingRuns({ runs }: { runs: readonly WaitingRun[] }) {
  if (runs.length === 0) return null;
  return (
    <section aria-label="Runs that wait">
      <h2 className="mb-2 px-1 text-sm font-semibold">
        Runs <span className="figures text-muted-foreground">{runs.length}</span>
      </h2>
      <ul className="divide-y rounded-lg border bg-card">
        {runs.map((run) => (
          <WaitingRunRow key={run.id} run={run} />
        ))}
      </ul>
    </section>
  );
}

function WaitingRunRow({ run }: { run: WaitingRun }) {
  const { id, name, who, rows, draftedAt, kind } = run;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-2 px-4 py-3 transition-colors focus-within:bg-hover sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="grid min-w-0 content-start gap-1.5">
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <IntentLink href={`/runs/${id}`} className="max-w-full truncate font-medium hover:underline">
            {name}
          </IntentLink>
          <span className="text-muted-foreground">
            <span className="figures">{rows.toLocaleString("en")}</span> {rows === 1 ? "row" : "rows"} · {who.name} ·{" "}
            {BEGUN[kind]} <RelativeTime at={draftedAt} />
          </span>
        </p>
        <Wishes {...run} />
      </div>
      <div className="grid content-start gap-2 sm:justify-items-end">
        <Price {...run} />
        <Answers run={run} />
      </div>
    </li>
  );
}

function Answers({ run: { id: runId, name, who } }: { run: WaitingRun }) {
  const { make, isPending } = useRunChange(runId);
  const approve = { change: () => approveRunAction({ runId }), done: "Approved: it runs by itself" };
  const decline = { change: () => declineRunAction({ runId }), done: "Declined: nothing is sent" };
  const answers = [
    { word: "Approve", icon: Check, variant: "primary", action: approve },
    { word: "Decline", icon: X, variant: "secondary", action: decline },
  ] as const;
  return (
    <div className="flex flex-wrap gap-2">
      {answers.map(({ word, icon: Icon, variant, action }) => (
        <Button
          key={word}
          size="sm"
          variant={variant}
          aria-disabled={isPending || undefined}
          aria-label={`${word} ${name} for ${who.name}`}
          onClick={(event) => {
            if (!isPending && event.detail < 2) void make(action);
          }}
        >
          <Icon aria-hidden /> {word}
        </Button>
      ))}
    </div>
  );
}
