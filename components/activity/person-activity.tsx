"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ActivityLine } from "@/components/activity/activity-line";
import { KIND_WORDS } from "@/components/activity/activity-words";
import { LoadMore } from "@/components/shared/load-more";
import { QueryError } from "@/components/shared/query-error";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import { activityQueries } from "@/lib/activity/queries";
import type { ActivityKind } from "@/lib/activity/schema";

/** Everything that was done about one person in one timeline, the newest first. */
export function PersonActivity({ personId }: { personId: string }) {
  const [kind, setKind] = useState<ActivityKind | null>(null);
  const found = useInfiniteQuery({ ...activityQueries.list(personId, kind), placeholderData: keepPreviousData });
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage, isPlaceholderData } = found;
  const events = data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <Card aria-label="Activity" aria-busy={isPlaceholderData}>
      <CardHeader>
        <CardTitle>Activity</CardTitle>
        <Kinds kinds={data?.pages[0]?.kinds ?? []} chosen={kind} onChoose={setKind} />
      </CardHeader>
      {error && !data && (
        <QueryError title="The activity cannot be shown" error={error} onRetry={() => void refetch()} />
      )}
      {!error && !data && <Skeleton className="m-4 h-32" />}
      {data && (
        <CardBody>
          {events.length === 0 && (
            <p className="text-muted-foreground">{kind === null ? "Nothing was done yet." : "Nothing of this kind."}</p>
          )}
          <ol>
            {events.map((event) => (
              <ActivityLine key={`${event.kind} ${event.id} ${event.at}`} event={event} />
            ))}
          </ol>
          {hasNextPage && (
            <LoadMore
              hasMore
              isPending={isFetchingNextPage}
              onMore={() => void fetchNextPage()}
              summary={`${events.length} shown`}
            />
          )}
        </CardBody>
      )}
    </Card>
  );
}

type KindsProps = {
  kinds: readonly ActivityKind[];
  chosen: ActivityKind | null;
  onChoose: (kind: ActivityKind | null) => void;
};

function Kinds({ kinds, chosen, onChoose }: KindsProps) {
  if (kinds.length === 0) return null;
  return (
    <div role="group" aria-label="Kinds of activity" className="flex flex-wrap gap-1">
      {[null, ...kinds].map((kind) => (
        <Button
          key={kind ?? "all"}
          size="sm"
          variant="ghost"
          aria-pressed={chosen === kind}
          className={cn(
            "h-6 rounded-full border-border px-2 max-sm:h-8",
            chosen === kind && "border-border-strong bg-selected text-foreground",
          )}
          onClick={() => {
            onChoose(kind);
          }}
        >
          {kind === null ? "All" : KIND_WORDS[kind]}
        </Button>
      ))}
    </div>
  );
}
