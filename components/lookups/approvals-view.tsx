"use client";

import { useQuery } from "@tanstack/react-query";
import { Stamp } from "lucide-react";
import { ApprovalList } from "@/components/lookups/approval-list";
import { DecidedApprovals } from "@/components/lookups/decided-approvals";
import { WaitingRuns } from "@/components/runs/waiting-runs";
import { EmptyState } from "@/components/shared/empty-state";
import { IntentLink } from "@/components/shared/intent-link";
import { PageHeader } from "@/components/shared/page-header";
import { QueryError } from "@/components/shared/query-error";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { creditWords } from "@/lib/credits/credits";
import type { ApprovalQueue } from "@/lib/lookups/approval-queue";
import { approvalQueries } from "@/lib/lookups/queries";
import { runQueries } from "@/lib/runs/queries";

/** The lookups and runs of reps that wait for a yes, the oldest first, kept current by the live stream. For admins. */
export function ApprovalsView() {
  const { data: queue, error, refetch } = useQuery(approvalQueries.queue());
  const { data: waiting, error: runsError, refetch: refetchRuns } = useQuery(runQueries.waiting());
  const runs = waiting?.runs ?? [];
  return (
    <div className="max-w-5xl">
      <PageHeader
        title="Approvals"
        description="Lookups and runs of reps that may cost more than goes unasked. Nothing is held or sent before someone agrees."
      />
      {queue && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <WaitingRuns runs={runs} />
          {runsError && !waiting && (
            <QueryError title="The runs cannot be shown" error={runsError} onRetry={() => void refetchRuns()} />
          )}
          {queue.requests.length > 0 && <ApprovalList queue={queue} />}
          {queue.requests.length + runs.length === 0 && <NothingWaits {...queue} />}
          <DecidedApprovals decided={queue.decided} />
        </div>
      )}
      {error && !queue && (
        <QueryError title="The approvals cannot be shown" error={error} onRetry={() => void refetch()} />
      )}
      {!queue && !error && (
        <div aria-hidden className="grid gap-3">
          <Skeleton className="h-28" />
          <Skeleton className="h-28" />
        </div>
      )}
    </div>
  );
}

function NothingWaits({ approvalAbove }: Pick<ApprovalQueue, "approvalAbove">) {
  if (approvalAbove !== null) {
    return (
      <EmptyState icon={Stamp} title="Nothing waits for you">
        Reps ask here for lookups and runs that may cost more than {creditWords(approvalAbove)}.
      </EmptyState>
    );
  }
  const action = (
    <Button asChild>
      <IntentLink href="/settings/budgets">Set a threshold under Budgets</IntentLink>
    </Button>
  );
  return (
    <EmptyState icon={Stamp} title="Nobody has to ask" action={action}>
      Above a number of credits of your choice, a rep’s lookup can wait here for an admin’s yes.
    </EmptyState>
  );
}
