"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Inbox, SearchX } from "lucide-react";
import { DeliveriesTable, DeliveriesTableSkeleton } from "@/components/deliveries/deliveries-table";
import { DeliveriesToolbar } from "@/components/deliveries/deliveries-toolbar";
import { DeliveryFiguresPanel } from "@/components/deliveries/delivery-figures";
import { QuarantineBanner } from "@/components/deliveries/quarantine-banner";
import { useDeliveriesView } from "@/components/deliveries/use-deliveries-view";
import { EmptyState } from "@/components/shared/empty-state";
import { IntentLink } from "@/components/shared/intent-link";
import { LoadMore } from "@/components/shared/load-more";
import { OutOfDate } from "@/components/shared/out-of-date";
import { QueryError } from "@/components/shared/query-error";
import { Button } from "@/components/ui/button";
import type { Role } from "@/lib/auth/viewer";
import { deliveryQueries } from "@/lib/deliveries/queries";

/** Every body that came: narrowed, paged and kept current, with what needs someone's look on top. */
export function DeliveriesBoard({ role }: { role: Role }) {
  const chosen = useDeliveriesView();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch, isPlaceholderData } = useInfiniteQuery({
    ...deliveryQueries.list(chosen.view),
    placeholderData: keepPreviousData,
  });
  const deliveries = data?.pages.flatMap((page) => page.deliveries) ?? [];
  const retry = () => void refetch();
  return (
    <>
      <QuarantineBanner
        role={role}
        isShowingThem={chosen.view.state === "quarantined"}
        onShow={() => {
          chosen.narrow({ state: "quarantined" });
        }}
      />
      <DeliveryFiguresPanel />
      <DeliveriesToolbar chosen={chosen} />
      {error && data && <OutOfDate onRetry={retry} />}
      {error && !data && <QueryError title="Deliveries cannot be shown" error={error} onRetry={retry} />}
      {!error && !data && <DeliveriesTableSkeleton />}
      {data && deliveries.length === 0 && <NoDeliveries isNarrowed={chosen.isNarrowed} onClear={chosen.clear} />}
      {deliveries.length > 0 && (
        <div aria-busy={isPlaceholderData}>
          <DeliveriesTable deliveries={deliveries} />
          <LoadMore
            hasMore={hasNextPage}
            isPending={isFetchingNextPage}
            onMore={() => void fetchNextPage()}
            summary={`${String(deliveries.length)}${hasNextPage ? "+" : ""} ${deliveries.length === 1 ? "delivery" : "deliveries"}`}
          />
        </div>
      )}
    </>
  );
}

function NoDeliveries({ isNarrowed, onClear }: { isNarrowed: boolean; onClear: () => void }) {
  if (isNarrowed) {
    return (
      <EmptyState
        icon={SearchX}
        title="No delivery fits these filters"
        action={<Button onClick={onClear}>Show all</Button>}
      >
        Search looks at what was asked and at who was found.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Inbox}
      title="No deliveries yet"
      action={
        <Button asChild variant="primary">
          <IntentLink href="/lookup">Look someone up</IntentLink>
        </Button>
      }
    >
      Phone numbers and waterfall results come minutes after a lookup. Each arrival stands here, as it came.
    </EmptyState>
  );
}
