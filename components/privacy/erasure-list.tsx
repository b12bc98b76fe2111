"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { ErasureChip } from "@/components/privacy/erasure-chip";
import { LoadMore } from "@/components/shared/load-more";
import { QueryError } from "@/components/shared/query-error";
import { RelativeTime } from "@/components/shared/relative-time";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import type { ErasureDto } from "@/lib/privacy/erasure";
import { erasureQueries } from "@/lib/privacy/queries";

/** Every erasure of the workspace. None of them says whom it was about. */
export function ErasureList() {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    erasureQueries.list(),
  );
  const erasures = data?.pages.flatMap((page) => page.erasures);
  return (
    <Card aria-label="Erasures">
      <CardHeader>
        <CardTitle>Erasures</CardTitle>
      </CardHeader>
      {erasures?.length === 0 && (
        <p className="px-4 py-6 text-center text-muted-foreground">
          Nobody was erased yet. Each erasure leaves its receipt here: when, by whom and how much, and never whom.
        </p>
      )}
      {erasures && erasures.length > 0 && (
        <>
          <ul className="divide-y">
            {erasures.map((erasure) => (
              <ErasureLine key={erasure.id} erasure={erasure} />
            ))}
          </ul>
          <div className="border-t px-4">
            <LoadMore
              hasMore={hasNextPage}
              isPending={isFetchingNextPage}
              onMore={() => void fetchNextPage()}
              summary={`${String(erasures.length)}${hasNextPage ? "+" : ""} ${erasures.length === 1 ? "erasure" : "erasures"}`}
            />
          </div>
        </>
      )}
      {error && !data && (
        <div className="p-4">
          <QueryError title="The erasures cannot be shown" error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {!data && !error && <Skeleton className="m-4 h-24" />}
    </Card>
  );
}

function ErasureLine({ erasure: { id, state, requestedBy, requestedAt, counts } }: { erasure: ErasureDto }) {
  return (
    <li className="relative flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 transition-colors hover:bg-hover">
      <ErasureChip state={state} />
      <Link
        href={`/settings/privacy/erasures/${id}`}
        prefetch={false}
        className="min-w-0 flex-1 basis-40 truncate font-medium after:absolute after:inset-0"
      >
        Receipt {id.slice(-6)}
      </Link>
      <span className="text-muted-foreground">
        {counts.lookups.toLocaleString("en")} {counts.lookups === 1 ? "lookup" : "lookups"}, by{" "}
        {requestedBy ?? "somebody who has left"}
      </span>
      <RelativeTime at={requestedAt} className="text-xs text-muted-foreground" />
    </li>
  );
}
