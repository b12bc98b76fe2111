"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { PageHeader } from "@/components/shared/page-header";
import { QueryError } from "@/components/shared/query-error";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { ArrivalsTable } from "@/components/usage/arrivals-table";
import { FigureTiles } from "@/components/usage/figure-tiles";
import { InputsTable } from "@/components/usage/inputs-table";
import { MembersTable } from "@/components/usage/members-table";
import { SpendingCard } from "@/components/usage/spending-card";
import { UsageToolbar } from "@/components/usage/usage-toolbar";
import { useUsageView } from "@/components/usage/use-usage-view";
import type { Role } from "@/lib/auth/viewer";
import { usageCsvPath, usageQueries } from "@/lib/usage/queries";
import type { UsageReport } from "@/lib/usage/usage-report";

/** Where every credit of some days went and what came of it: everybody's for admins and reviewers, a rep's own for a rep. */
export function UsagePageView({ role }: { role: Role }) {
  const chosen = useUsageView();
  const {
    data: report,
    error,
    refetch,
    isPlaceholderData,
  } = useQuery({
    ...usageQueries.report(chosen.view),
    placeholderData: keepPreviousData,
  });
  const retry = () => void refetch();
  const isOwn = role === "rep";
  return (
    <div className="max-w-6xl">
      <PageHeader
        title="Usage"
        description={
          isOwn
            ? "Where the credits of your lookups went, and what came of them."
            : "Where every credit of this workspace went, and what came of it."
        }
        actions={
          <Button asChild>
            <a href={usageCsvPath(chosen.view)} download>
              <Download aria-hidden />
              Download CSV
            </a>
          </Button>
        }
      />
      <UsageToolbar chosen={chosen} days={report} members={report?.members ?? []} canChooseWho={!isOwn} />
      {error && report && <OutOfDate onRetry={retry} />}
      {error && !report && <QueryError title="The usage cannot be shown" error={error} onRetry={retry} />}
      {!error && !report && <UsageSkeleton />}
      {report && (
        <div aria-busy={isPlaceholderData}>
          <Report
            report={report}
            isOwn={isOwn}
            onMember={(who) => {
              chosen.choose({ who });
            }}
          />
        </div>
      )}
    </div>
  );
}

type ReportProps = { report: UsageReport; isOwn: boolean; onMember: (id: string | null) => void };

function Report({ report, isOwn, onMember }: ReportProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <FigureTiles report={report} />
      <SpendingCard report={report} onMember={onMember} />
      {!isOwn && <MembersTable report={report} onMember={onMember} />}
      {report.inputs.length > 0 && <InputsTable inputs={report.inputs} />}
      <ArrivalsTable arrivals={report.arrivals} />
    </div>
  );
}

function OutOfDate({ onRetry }: { onRetry: () => void }) {
  return (
    <Alert
      tone="warning"
      title="These figures may be out of date"
      className="mb-3"
      action={<Button onClick={onRetry}>Try again</Button>}
    >
      The server did not answer.
    </Alert>
  );
}

/** Of the height of what it stands for. */
function UsageSkeleton() {
  return (
    <div aria-hidden className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <Skeleton className="h-27 max-lg:h-72" />
      <Skeleton className="h-[41rem]" />
      <Skeleton className="h-56" />
    </div>
  );
}
