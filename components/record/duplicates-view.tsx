"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { UsersRound } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useRecordChange } from "@/components/record/use-record-change";
import { EmptyState } from "@/components/shared/empty-state";
import { IntentLink } from "@/components/shared/intent-link";
import { LoadMore } from "@/components/shared/load-more";
import { QueryError } from "@/components/shared/query-error";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { sayDistinctAction } from "@/lib/people/actions";
import type { DuplicatePage, MergePair } from "@/lib/people/duplicates";
import { peopleQueries } from "@/lib/people/queries";

const MergeDialog = dynamic(() => import("@/components/record/merge-dialog").then((loaded) => loaded.MergeDialog));

type Pair = DuplicatePage["pairs"][number];

/** Records that may be of one person, two by two. */
export function DuplicatesView() {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    peopleQueries.duplicates(),
  );
  const [pair, setPair] = useState<MergePair | null>(null);
  if (!data) {
    if (!error) return <Skeleton className="h-64" />;
    return <QueryError title="Duplicates cannot be shown" error={error} onRetry={() => void refetch()} />;
  }
  const pairs = data.pages.flatMap((page) => page.pairs);
  if (pairs.length === 0 && !hasNextPage)
    return (
      <EmptyState icon={UsersRound} title="No duplicates">
        Two records that share an address, a LinkedIn profile or a name at a company are offered here for merging.
      </EmptyState>
    );
  return (
    <>
      <ul aria-label="Pairs" className="divide-y rounded-lg border bg-card">
        {pairs.map((found) => (
          <PairRow
            key={`${found.a.id} ${found.b.id}`}
            pair={found}
            mayMerge={data.pages[0]?.mayMerge ?? false}
            onMerge={setPair}
          />
        ))}
      </ul>
      <LoadMore
        hasMore={hasNextPage}
        isPending={isFetchingNextPage}
        onMore={() => void fetchNextPage()}
        summary={`${String(pairs.length)} ${pairs.length === 1 ? "pair" : "pairs"}`}
      />
      {pair && (
        <MergeDialog
          pair={pair}
          onClose={() => {
            setPair(null);
          }}
        />
      )}
    </>
  );
}

type PairRowProps = { pair: Pair; mayMerge: boolean; onMerge: (pair: MergePair) => void };

function PairRow({ pair: { a, b, shared }, mayMerge, onMerge }: PairRowProps) {
  const { save, isPending } = useRecordChange({
    change: sayDistinctAction,
    done: () => ({ title: "Kept as two people", description: "They are not offered again." }),
  });
  // The older record stays unless a member swaps them.
  const [older, newer] = a.id < b.id ? [a, b] : [b, a];
  return (
    <li className="grid items-center gap-x-4 gap-y-2 px-4 py-2.5 sm:grid-cols-[1fr_1fr_auto]">
      <Side side={older} />
      <Side side={newer} />
      <div className="flex flex-wrap items-center gap-1.5 sm:justify-end">
        {mayMerge && (
          <>
            <Button
              size="sm"
              aria-label={`Merge ${older.name} and ${newer.name}`}
              onClick={() => {
                onMerge({ survivorId: older.id, absorbedId: newer.id });
              }}
            >
              Merge…
            </Button>
            <Button
              size="sm"
              variant="ghost"
              aria-disabled={isPending || undefined}
              onClick={() => void save({ personId: a.id, otherId: b.id })}
            >
              Not the same
            </Button>
          </>
        )}
      </div>
      <p className="text-xs text-muted-foreground sm:col-span-3">Both have {shared}.</p>
    </li>
  );
}

function Side({ side: { id, name, title, company, email } }: { side: Pair["a"] }) {
  return (
    <p className="min-w-0">
      <IntentLink href={`/people/${id}`} className="rounded-sm font-medium hover:underline">
        <bdi>{name}</bdi>
      </IntentLink>
      <bdi className="block truncate text-xs text-muted-foreground">
        {[[title, company].filter(Boolean).join(" at "), email].filter(Boolean).join(" · ") || "Nothing else is known"}
      </bdi>
    </p>
  );
}
