"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { useCallback, useMemo } from "react";
import { RowTabs } from "@/components/runs/row-tabs";
import { RowsTable } from "@/components/runs/rows-table";
import { useRowsKept } from "@/components/runs/use-rows-kept";
import { LoadMore } from "@/components/shared/load-more";
import { OutOfDate } from "@/components/shared/out-of-date";
import { QueryError } from "@/components/shared/query-error";
import { Skeleton } from "@/components/ui/skeleton";
import { isSettling, SETTLING_MS } from "@/lib/runs/progress";
import { runQueries } from "@/lib/runs/queries";
import { readRowView, writeRowView } from "@/lib/runs/row-view";
import type { RunDto, RunRowPage } from "@/lib/runs/schema";

/** The rows of a run, all or those that stand in one state, each with what came of it. */
export function RowsBoard({ run }: { run: RunDto }) {
  const [word, setWord] = useQueryState("rows", parseAsString);
  const view = useMemo(() => readRowView(word), [word]);
  const found = useInfiniteQuery({
    ...runQueries.rows(run.id, view),
    placeholderData: keepPreviousData,
    // Once more after the run itself says that nothing is under way: its rows were read before it.
    refetchInterval: ({ state }) =>
      isSettling(run) || (run.state !== "running" && hasSending(state.data?.pages)) ? SETTLING_MS : false,
  });
  const { data, error, hasNextPage, isFetching, isFetchingNextPage, fetchNextPage, isPlaceholderData } = found;
  const { refetch } = found;
  const readAgain = useCallback(() => refetch({ cancelRefetch: false }), [refetch]);
  useRowsKept(run, { pages: data?.pages.length ?? 0, isFetching, readAgain });
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const canFetchMore = hasNextPage && !isFetching;
  const fetchMore = useCallback(() => {
    if (canFetchMore) void fetchNextPage({ cancelRefetch: false });
  }, [canFetchMore, fetchNextPage]);
  // After a failure only the button asks again: the end of the list stays in sight and would ask for ever.
  const fetchAhead = useCallback(() => {
    if (!error) fetchMore();
  }, [error, fetchMore]);
  const shown = writeRowView(view);
  const retry = () => void found.refetch();
  return (
    <section aria-label="Rows" className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <RowTabs run={run} shown={shown} onShow={(next) => void setWord(next)} />
      {error && data && <OutOfDate onRetry={retry} />}
      {error && !data && <QueryError title="The rows cannot be shown" error={error} onRetry={retry} />}
      {!error && !data && <Skeleton aria-hidden className="h-72" />}
      {data && (
        <div aria-busy={isPlaceholderData}>
          <RowsTable run={run} rows={rows} name={`${run.id} ${shown ?? ""}`} onNearEnd={fetchAhead} />
          <LoadMore
            hasMore={hasNextPage}
            isPending={isFetchingNextPage}
            onMore={fetchMore}
            summary={hasNextPage ? `${rows.length.toLocaleString("en")} loaded` : "That is all"}
          />
        </div>
      )}
    </section>
  );
}

function hasSending(pages: readonly RunRowPage[] | undefined): boolean {
  return pages?.some(({ rows }) => rows.some(({ state }) => state === "sending")) ?? false;
}
