"use client";

import { keepPreviousData, useInfiniteQuery, useQuery, type UseInfiniteQueryResult } from "@tanstack/react-query";
import { SearchX, UsersRound } from "lucide-react";
import Link from "next/link";
import { useCallback } from "react";
import { PeopleTable, PeopleTableSkeleton } from "@/components/people/people-table";
import { PeopleToolbar } from "@/components/people/people-toolbar";
import { summarisePeople } from "@/components/people/summarise-people";
import { usePeopleView } from "@/components/people/use-people-view";
import { useSteadyRows } from "@/components/people/use-steady-rows";
import { EmptyState } from "@/components/shared/empty-state";
import { LoadMore } from "@/components/shared/load-more";
import { QueryError } from "@/components/shared/query-error";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { peopleQueries } from "@/lib/people/queries";
import type { PersonSummaryDto } from "@/lib/people/schema";

/** The workspace's people: searched, narrowed, paged, and kept current without a row moving under the cursor. */
export function PeopleList() {
  const view = usePeopleView();
  const found = useInfiniteQuery({ ...peopleQueries.list(view.filters), placeholderData: keepPreviousData });
  const { data, error, hasNextPage, isPlaceholderData } = found;
  const counted = useQuery({ ...peopleQueries.count(view.filters), placeholderData: keepPreviousData });
  const name = JSON.stringify(view.filters);
  const people = useSteadyRows(isPlaceholderData ? "" : name, data?.pages.flatMap((page) => page.people) ?? []);
  const retry = () => void found.refetch();
  return (
    <>
      <PeopleToolbar
        view={view}
        summary={data ? summarisePeople(people.length, counted.data?.total, hasNextPage) : ""}
      />
      {error && data && <OutOfDate onRetry={retry} />}
      {error && !data && <QueryError title="People cannot be shown" error={error} onRetry={retry} />}
      {!error && !data && <PeopleTableSkeleton />}
      {data && people.length === 0 && <NoPeople view={view} />}
      {people.length > 0 && <PagedTable found={found} people={people} view={name} />}
    </>
  );
}

type PagedTableProps = {
  found: Pick<
    UseInfiniteQueryResult,
    "error" | "hasNextPage" | "isFetching" | "isFetchingNextPage" | "fetchNextPage" | "isPlaceholderData"
  >;
  people: readonly PersonSummaryDto[];
  view: string;
};

function PagedTable({ found, people, view }: PagedTableProps) {
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
      <PeopleTable people={people} view={view} onNearEnd={fetchAhead} />
      <LoadMore
        hasMore={hasNextPage}
        isPending={isFetchingNextPage}
        onMore={fetchMore}
        summary={hasNextPage ? `${people.length} shown` : "That is everybody"}
      />
    </div>
  );
}

function OutOfDate({ onRetry }: { onRetry: () => void }) {
  return (
    <Alert
      tone="warning"
      title="This list may be out of date"
      className="mb-3"
      action={<Button onClick={onRetry}>Try again</Button>}
    >
      The server did not answer.
    </Alert>
  );
}

function NoPeople({ view }: { view: ReturnType<typeof usePeopleView> }) {
  if (view.filters.q !== undefined || view.filters.phones !== undefined) {
    return (
      <EmptyState icon={SearchX} title="Nobody fits" action={<Button onClick={view.clear}>Show everybody</Button>}>
        Search looks at names, addresses, companies, titles and phone numbers of people you have looked up.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={UsersRound}
      title="Nobody here yet"
      action={
        <Button variant="primary" asChild>
          <Link href="/lookup">Look someone up</Link>
        </Button>
      }
    >
      Everybody you look up is kept here, with what came back and when, so that nothing is paid for twice.
    </EmptyState>
  );
}
