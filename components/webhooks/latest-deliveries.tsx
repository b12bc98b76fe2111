"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { DeliveryStateChip, RecoveredChip, SeenBadge } from "@/components/deliveries/delivery-chips";
import { QueryError } from "@/components/shared/query-error";
import { RelativeTime } from "@/components/shared/relative-time";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { deliveryQueries } from "@/lib/deliveries/queries";
import type { DeliverySummaryDto } from "@/lib/deliveries/schema";

const SHOWN = 5;

/** The newest few bodies; all of them stand under Deliveries. */
export function LatestDeliveries() {
  const { data, error, refetch } = useInfiniteQuery(deliveryQueries.list({}));
  const latest = data?.pages[0]?.deliveries.slice(0, SHOWN);
  return (
    <Card aria-label="Latest deliveries">
      <CardHeader>
        <CardTitle>Latest deliveries</CardTitle>
        <Button asChild size="sm" variant="ghost" className="-mr-2">
          <Link href="/deliveries">
            All deliveries <ArrowRight aria-hidden />
          </Link>
        </Button>
      </CardHeader>
      {latest && latest.length > 0 && (
        <ul className="divide-y">
          {latest.map((delivery) => (
            <LatestDelivery key={delivery.id} delivery={delivery} />
          ))}
        </ul>
      )}
      {latest?.length === 0 && (
        <p className="px-4 py-6 text-center text-muted-foreground">
          Nothing has arrived yet. The first lookup with a phone brings the first delivery.
        </p>
      )}
      {error && !data && (
        <div className="p-4">
          <QueryError title="Deliveries cannot be shown" error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {!data && !error && <Skeleton className="m-4 h-40" />}
    </Card>
  );
}

function LatestDelivery({ delivery }: { delivery: DeliverySummaryDto }) {
  const { id, receivedAt, lookup, state, seen, via } = delivery;
  return (
    <li className="relative flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 transition-colors hover:bg-hover">
      <Link
        href={`/deliveries/${id}`}
        prefetch={false}
        className="min-w-0 flex-1 basis-48 truncate font-medium after:absolute after:inset-0 max-sm:basis-full"
      >
        {lookup?.label ?? "No lookup"}
      </Link>
      {via === "poll" && <RecoveredChip />}
      <SeenBadge seen={seen} />
      <DeliveryStateChip state={state} />
      <RelativeTime at={receivedAt} className="text-right text-muted-foreground max-sm:ml-auto sm:w-24" />
    </li>
  );
}
