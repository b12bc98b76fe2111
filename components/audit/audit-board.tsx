"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Download, ScrollText, SearchX } from "lucide-react";
import { AuditTable, AuditTableSkeleton } from "@/components/audit/audit-table";
import { AuditToolbar } from "@/components/audit/audit-toolbar";
import { ChainCard } from "@/components/audit/chain-card";
import { useAuditView } from "@/components/audit/use-audit-view";
import { useVerification } from "@/components/audit/use-verification";
import { EmptyState } from "@/components/shared/empty-state";
import { LoadMore } from "@/components/shared/load-more";
import { PageHeader } from "@/components/shared/page-header";
import { QueryError } from "@/components/shared/query-error";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { auditExportPath, auditQueries } from "@/lib/audit/queries";

/** Who did what, when and from where; and whether that is all of it. */
export function AuditBoard() {
  const chosen = useAuditView();
  const verification = useVerification();
  const { data: standing } = useQuery(auditQueries.standing());
  return (
    <>
      <PageHeader
        title="Audit"
        description="Who did what, when and from where. Nothing in it can be changed unnoticed."
        actions={
          <Button asChild>
            <a href={auditExportPath(chosen.view)} download>
              <Download aria-hidden /> Export CSV
            </a>
          </Button>
        }
      />
      {standing?.warning && (
        <Alert tone="danger" title="The audit is not whole" className="mb-5">
          {standing.warning} If you restored a backup on purpose, say so with{" "}
          <code className="font-mono text-xs">npm run audit:verify -- --accept-restore</code>.
        </Alert>
      )}
      {standing && <ChainCard standing={standing} verification={verification} />}
      <AuditToolbar chosen={chosen} members={standing?.members ?? []} />
      <EventList chosen={chosen} />
    </>
  );
}

function EventList({ chosen }: { chosen: ReturnType<typeof useAuditView> }) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch, isPlaceholderData } = useInfiniteQuery({
    ...auditQueries.list(chosen.view),
    placeholderData: keepPreviousData,
  });
  const events = data?.pages.flatMap((page) => page.events) ?? [];
  if (error && !data)
    return <QueryError title="The audit cannot be shown" error={error} onRetry={() => void refetch()} />;
  if (!data) return <AuditTableSkeleton />;
  if (events.length === 0) return <NoEvents chosen={chosen} />;
  return (
    <div aria-busy={isPlaceholderData}>
      <AuditTable events={events} />
      <LoadMore
        hasMore={hasNextPage}
        isPending={isFetchingNextPage}
        onMore={() => void fetchNextPage()}
        summary={`${String(events.length)}${hasNextPage ? "+" : ""} ${events.length === 1 ? "event" : "events"}`}
      />
    </div>
  );
}

function NoEvents({ chosen: { isNarrowed, clear } }: { chosen: ReturnType<typeof useAuditView> }) {
  if (isNarrowed)
    return (
      <EmptyState icon={SearchX} title="No event fits these filters" action={<Button onClick={clear}>Show all</Button>}>
        Widen the dates, or look at every kind.
      </EmptyState>
    );
  return (
    <EmptyState icon={ScrollText} title="Nothing has been done yet">
      Whatever a member does here from now on stands in this list, with when and from where.
    </EmptyState>
  );
}
