"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { SearchX, UsersRound } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import type { ReactNode } from "react";
import { NarrowedTable } from "@/components/people/narrowed-table";
import { useNarrowedSelection, type NarrowedSelection } from "@/components/people/use-narrowed-selection";
import { peopleWords } from "@/components/people/use-bulk-change";
import { EmptyState } from "@/components/shared/empty-state";
import { LoadMore } from "@/components/shared/load-more";
import { QueryError } from "@/components/shared/query-error";
import { SearchInput } from "@/components/shared/search-input";
import { useTypedText } from "@/components/shared/use-typed-text";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { PeopleSelection, PeopleView } from "@/lib/people/filters";
import { peopleQueries } from "@/lib/people/queries";

export type NarrowedPeopleProps = {
  /** What stays fixed: a list, a company. */
  by: PeopleView;
  caption: string;
  /** Said where nobody fits what is fixed. */
  empty: string;
  /** What can be done with those who are marked; without it nobody can be. */
  actions?: (selection: PeopleSelection, onDone: () => void) => ReactNode;
};

/** The workspace's people narrowed to what a page is about, and searched within that. */
export function NarrowedPeople({ by, caption, empty, actions }: NarrowedPeopleProps) {
  const [q, setQ] = useQueryState("q", parseAsString.withDefault(""));
  const query = useTypedText({ name: "q", kept: q, keep: (typed) => void setQ(typed || null) });
  const text = query.settled.trim();
  const view: PeopleView = { ...by, ...(text && { q: text }) };
  const found = useInfiniteQuery({ ...peopleQueries.list(view), placeholderData: keepPreviousData });
  const { data: counted } = useQuery({ ...peopleQueries.count(view), placeholderData: keepPreviousData });
  const people = found.data?.pages.flatMap((page) => page.people) ?? [];
  const marked = useNarrowedSelection(view, people);
  return (
    <>
      <div className="mb-3 flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2">
        <SearchInput
          label="Search these people"
          value={query.typed}
          onValueChange={(typed) => {
            query.type(typed.slice(0, 200));
          }}
          onLeave={query.leave}
        />
        {actions && <MarkedBar marked={marked} actions={actions} />}
        <p role="status" className="ml-auto text-xs text-muted-foreground">
          {totalWords(counted?.total)}
        </p>
      </div>
      {found.error && (
        <QueryError title="People cannot be shown" error={found.error} onRetry={() => void found.refetch()} />
      )}
      {!found.error && !found.data && <Skeleton aria-hidden className="h-72" />}
      {found.data && people.length === 0 && <Nobody isSearched={text !== ""} empty={empty} />}
      {people.length > 0 && (
        <div aria-busy={found.isPlaceholderData}>
          <NarrowedTable people={people} caption={caption} {...(actions && { marked })} />
          <LoadMore
            hasMore={found.hasNextPage}
            isPending={found.isFetchingNextPage}
            onMore={() => void found.fetchNextPage()}
            summary={found.hasNextPage ? `${people.length.toLocaleString("en")} shown` : "That is everybody"}
          />
        </div>
      )}
    </>
  );
}

type MarkedBarProps = { marked: NarrowedSelection; actions: NonNullable<NarrowedPeopleProps["actions"]> };

function MarkedBar({ marked: { selection, words, clear }, actions }: MarkedBarProps) {
  if (!selection) return null;
  return (
    <div role="group" aria-label="Marked people" className="flex flex-wrap items-center gap-2">
      <span className="text-xs text-muted-foreground">{words}</span>
      {actions(selection, clear)}
      <Button size="sm" variant="ghost" onClick={clear}>
        Clear
      </Button>
    </div>
  );
}

function Nobody({ isSearched, empty }: { isSearched: boolean; empty: string }) {
  return (
    <EmptyState icon={isSearched ? SearchX : UsersRound} title={isSearched ? "Nobody fits" : "Nobody here"}>
      {isSearched ? "Search looks at names, addresses, companies, titles and phone numbers." : empty}
    </EmptyState>
  );
}

function totalWords(total: number | null | undefined): string {
  if (total === undefined) return "";
  return total === null ? "More than 1,000 people" : peopleWords(total);
}
