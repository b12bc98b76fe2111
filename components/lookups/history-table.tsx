"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import Link from "next/link";
import { HistoryFilterBar, useHistoryFilters } from "@/components/lookups/history-filters";
import { OutcomeChip, PhoneStateChip, WaterfallStateChip } from "@/components/lookups/outcome-chip";
import { EmptyState } from "@/components/shared/empty-state";
import { ErrorState } from "@/components/shared/error-state";
import { LoadMore } from "@/components/shared/load-more";
import { RelativeTime } from "@/components/shared/relative-time";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatCredits } from "@/lib/credits/credits";
import { lookupQueries } from "@/lib/lookups/queries";
import type { LookupSummaryDto } from "@/lib/lookups/schema";

export function HistoryTable() {
  const view = useHistoryFilters();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    lookupQueries.list(view.filters),
  );
  const lookups = data?.pages.flatMap((page) => page.lookups) ?? [];
  return (
    <>
      <HistoryFilterBar {...view} />
      {error && !data && (
        <ErrorState title="History cannot be shown" onRetry={() => void refetch()}>
          {error.message}
        </ErrorState>
      )}
      {isPending && <TableSkeleton />}
      {data && lookups.length === 0 && <NoLookups isFiltered={view.isFiltered} />}
      {lookups.length > 0 && (
        <>
          <LookupRows lookups={lookups} />
          <LoadMore
            hasMore={hasNextPage}
            isPending={isFetchingNextPage}
            onMore={() => void fetchNextPage()}
            summary={`${String(lookups.length)}${hasNextPage ? "+" : ""} ${lookups.length === 1 ? "lookup" : "lookups"}`}
          />
        </>
      )}
    </>
  );
}

function LookupRows({ lookups }: { lookups: readonly LookupSummaryDto[] }) {
  return (
    <Table caption="Lookups, newest first">
      <TableHeader>
        <TableRow>
          <TableHead pinned>Input</TableHead>
          <TableHead>Outcome</TableHead>
          <TableHead>Person</TableHead>
          <TableHead>Phones</TableHead>
          <TableHead align="end">Credits</TableHead>
          <TableHead>Who</TableHead>
          <TableHead>When</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {lookups.map((lookup) => (
          <LookupRow key={lookup.id} lookup={lookup} />
        ))}
      </TableBody>
    </Table>
  );
}

function LookupRow({ lookup }: { lookup: LookupSummaryDto }) {
  const { person } = lookup;
  return (
    <TableRow>
      <TableCell pinned>
        <Link
          href={`/history/${lookup.id}`}
          className="block max-w-64 truncate font-medium hover:underline max-sm:max-w-40"
        >
          {lookup.label}
        </Link>
      </TableCell>
      <TableCell>
        <OutcomeChip outcome={lookup.outcome} />
      </TableCell>
      <TableCell>
        {person ? (
          <Link href={`/people/${person.id}`} className="hover:underline">
            {person.name}
            {person.company && <span className="text-muted-foreground"> · {person.company}</span>}
          </Link>
        ) : (
          <span className="text-faint-foreground">—</span>
        )}
      </TableCell>
      <TableCell>
        <PhonesCell lookup={lookup} />
      </TableCell>
      <TableCell align="end">
        <CreditsCell lookup={lookup} />
      </TableCell>
      <TableCell>{lookup.who.name}</TableCell>
      <TableCell>
        <RelativeTime at={lookup.createdAt} className="text-muted-foreground" />
      </TableCell>
    </TableRow>
  );
}

function PhonesCell({ lookup: { phoneState, waterfallState } }: { lookup: LookupSummaryDto }) {
  if (phoneState === "not_asked" && waterfallState === "not_asked") {
    return <span className="text-faint-foreground">not asked</span>;
  }
  return (
    <span className="inline-flex items-center gap-1">
      <PhoneStateChip state={phoneState} />
      <WaterfallStateChip state={waterfallState} />
    </span>
  );
}

function CreditsCell({ lookup }: { lookup: LookupSummaryDto }) {
  const held = formatCredits(lookup.creditsHeld);
  return (
    <span className="figures">
      {formatCredits(lookup.creditsCharged)}
      {held !== "0" && <span className="text-muted-foreground"> +{held} held</span>}
    </span>
  );
}

function NoLookups({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState icon={History} title="No lookup fits these filters">
        Widen the dates or clear a filter.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={History}
      title="No lookups yet"
      action={
        <Button asChild variant="primary">
          <Link href="/lookup">Look someone up</Link>
        </Button>
      }
    >
      Every lookup stands here with what came back and what it cost.
    </EmptyState>
  );
}

function TableSkeleton() {
  return (
    <div aria-hidden className="grid gap-px">
      {Array.from({ length: 8 }, (_, row) => (
        <Skeleton key={row} className="h-9" />
      ))}
    </div>
  );
}
