"use client";

import { useQuery } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { DeliveryBody } from "@/components/deliveries/delivery-body";
import { DeliveryFacts } from "@/components/deliveries/delivery-facts";
import { useReplay } from "@/components/deliveries/use-replay";
import { IntentLink } from "@/components/shared/intent-link";
import { PageHeader } from "@/components/shared/page-header";
import { QueryError } from "@/components/shared/query-error";
import { RelativeTime } from "@/components/shared/relative-time";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { deliveryQueries } from "@/lib/deliveries/queries";

/** One body: what it says, byte for byte, and what became of it. */
export function DeliveryView({ id }: { id: string }) {
  const { data: delivery, error, refetch } = useQuery(deliveryQueries.detail(id));
  if (!delivery && error)
    return <QueryError title="This delivery cannot be shown" error={error} onRetry={() => void refetch()} />;
  if (!delivery) return <Skeleton className="h-96" />;
  return (
    <>
      <PageHeader
        back={<IntentLink href="/deliveries">Deliveries</IntentLink>}
        title={delivery.lookup ? `Delivery for ${delivery.lookup.label}` : "Delivery"}
        description={
          <>
            Received <RelativeTime at={delivery.receivedAt} />
          </>
        }
        actions={delivery.mayReplay && <ReplayButton id={id} />}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
        <div className="min-w-0 lg:order-last">
          <DeliveryFacts delivery={delivery} />
        </div>
        <DeliveryBody delivery={delivery} />
      </div>
    </>
  );
}

function ReplayButton({ id }: { id: string }) {
  const { mutate, isPending } = useReplay();
  return (
    <Button
      variant="primary"
      aria-disabled={isPending || undefined}
      onClick={() => {
        if (!isPending) mutate(id);
      }}
    >
      {isPending ? <Spinner /> : <RotateCcw aria-hidden />}
      Replay
    </Button>
  );
}
