"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { useSteadyRows } from "@/components/people-table/use-steady-rows";
import type { PeopleView } from "@/lib/people/filters";
import { peopleQueries } from "@/lib/people/queries";
import type { PeoplePage } from "@/lib/people/schema";

const NO_PAGES: readonly PeoplePage[] = [];

/** The people of a view, page by page, in a steady order; how many there are is asked apart. */
export function usePeopleRows(filters: PeopleView) {
  const found = useInfiniteQuery({ ...peopleQueries.list(filters), placeholderData: keepPreviousData });
  const counted = useQuery({ ...peopleQueries.count(filters), placeholderData: keepPreviousData });
  const { data, error, hasNextPage, isFetching, isFetchingNextPage, fetchNextPage, isPlaceholderData } = found;
  const name = JSON.stringify(filters);
  const people = useSteadyRows(isPlaceholderData ? "" : name, data?.pages ?? NO_PAGES);
  const canFetchMore = hasNextPage && !isFetching;
  const fetchMore = useCallback(() => {
    if (canFetchMore) void fetchNextPage({ cancelRefetch: false });
  }, [canFetchMore, fetchNextPage]);
  // After a failure only the button asks again: the end of the list stays in sight and would ask for ever.
  const fetchAhead = useCallback(() => {
    if (!error) fetchMore();
  }, [error, fetchMore]);
  return {
    /** Names what is shown: each has its own scroll position. */
    name,
    people,
    isLoaded: data !== undefined,
    isBusy: isPlaceholderData,
    error,
    hasMore: hasNextPage,
    isFetchingMore: isFetchingNextPage,
    /** Null beyond what is counted, undefined while it is not known yet. */
    total: counted.data?.total,
    fetchMore,
    fetchAhead,
    retry: () => void found.refetch(),
  };
}

export type PeopleRows = ReturnType<typeof usePeopleRows>;
