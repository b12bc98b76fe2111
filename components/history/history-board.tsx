"use client";

import { keepPreviousData, useInfiniteQuery, useQuery, type UseInfiniteQueryResult } from "@tanstack/react-query";
import { History, SearchX } from "lucide-react";
import { useCallback, useMemo } from "react";
import { HistoryTable, HistoryTableSkeleton } from "@/components/history/history-table";
import { HistoryToolbar } from "@/components/history/history-toolbar";
import { useHistoryView } from "@/components/history/use-history-view";
import { EmptyState } from "@/components/shared/empty-state";
import { IntentLink } from "@/components/shared/intent-link";
import { LoadMore } from "@/components/shared/load-more";
import { OutOfDate } from "@/components/shared/out-of-date";
import { QueryError } from "@/components/shared/query-error";
import { Button } from "@/components/ui/button";
import type { Role } from "@/lib/auth/viewer";
import { historySearch } from "@/lib/lookups/history-view";
import { lookupQueries } from "@/lib/lookups/queries";
import type { LookupCount, LookupSummaryDto } from "@/lib/lookups/schema";

/** Every lookup the viewer may see: narrowed, paged and kept current. */
export function HistoryBoard({ role }: { role: Role }) {
  const chosen = useHistoryView();
  const { view } = chosen;
  const found = useInfiniteQuery({ ...lookupQueries.list(view), placeholderData: keepPreviousData });
  const { data: count } = useQuery(lookupQueries.count(view));
  const { data, error } = found;
  const search = historySearch(view);
  // By when they were asked, which never changes: none moves away under the cursor.
  const lookups = useMemo(() => data?.pages.flatMap((page) => page.lookups) ?? [], [data]);
  const retry = () => void found.refetch();
  return (
    <>
      <HistoryToolbar chosen={chosen} summary={countWords(count)} canChooseWho={role !== "rep"} />
      {error && data && <OutOfDate onRetry={retry} />}
      {error && !data && <QueryError title="History cannot be shown" error={error} onRetry={retry} />}
      {!error && !data && <HistoryTableSkeleton />}
      {data && lookups.length === 0 && <NoLookups chosen={chosen} role={role} />}
      {lookups.length > 0 && <PagedTable found={found} lookups={lookups} search={search} />}
    </>
  );
}

function countWords(count: LookupCount | undefined): string {
  if (!count) return "";
  if (count.total === null) return "More than 1,000 lookups";
  return count.total === 1 ? "1 lookup" : `${count.total.toLocaleString("en")} lookups`;
}

type PagedTableProps = {
  found: Pick<
    UseInfiniteQueryResult,
    "error" | "hasNextPage" | "isFetching" | "isFetchingNextPage" | "fetchNextPage" | "isPlaceholderData"
  >;
  lookups: readonly LookupSummaryDto[];
  search: string;
};

function PagedTable({ found, lookups, search }: PagedTableProps) {
  const { error, hasNextPage, isFetching, isFetchingNextPage, fetchNextPage } = found;
  const canFetchMore = hasNextPage && !isFetching;
  const fetchMore = useCallback(() => {
    if (canFetchMore) void fetchNextPage({ cancelRefetch: false });
  }, [canFetchMore, fetchNextPage]);
  // After a failure only the button asks again: the end of the list stays in sight and would ask for ever.
  const fetchAhead = useCallback(() => {
    if (!error) fetchMore();
  }, [error, fetchMore]);
  return (
    <div aria-busy={found.isPlaceholderData}>
      <HistoryTable lookups={lookups} search={search} onNearEnd={fetchAhead} />
      <LoadMore
        hasMore={hasNextPage}
        isPending={isFetchingNextPage}
        onMore={fetchMore}
        summary={hasNextPage ? `${lookups.length.toLocaleString("en")} loaded` : "That is all"}
      />
    </div>
  );
}

function NoLookups({ chosen, role }: { chosen: ReturnType<typeof useHistoryView>; role: Role }) {
  if (chosen.isNarrowed) {
    return (
      <EmptyState
        icon={SearchX}
        title="No lookup fits these filters"
        action={<Button onClick={chosen.clear}>Show all</Button>}
      >
        Widen the dates or take a filter away. Search looks at what was asked.
      </EmptyState>
    );
  }
  const action = (
    <Button asChild variant="primary">
      <IntentLink href="/lookup">Look someone up</IntentLink>
    </Button>
  );
  return (
    <EmptyState icon={History} title="No lookups yet" {...(role !== "reviewer" && { action })}>
      Every lookup stands here with what came back and what it cost.
    </EmptyState>
  );
}
