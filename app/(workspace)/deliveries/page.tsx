import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { DeliveriesBoard } from "@/components/deliveries/deliveries-board";
import { PageHeader } from "@/components/shared/page-header";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { deliveryKeys, deliveryQueries } from "@/lib/deliveries/queries";
import { DeliveryView } from "@/lib/deliveries/schema";
import { countDeliveries, countQuarantined } from "@/lib/deliveries/server/count-deliveries";
import { listDeliveries } from "@/lib/deliveries/server/list-deliveries";

export const metadata: Metadata = { title: "Deliveries" };

type DeliveriesPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DeliveriesPage({ searchParams }: DeliveriesPageProps) {
  const viewer = await requirePageViewer("/deliveries");
  const view = DeliveryView.parse(await searchParams);
  const queryClient = new QueryClient();
  const [figures, quarantined] = await Promise.all([
    countDeliveries(viewer),
    countQuarantined(viewer),
    queryClient.infiniteQuery({ ...deliveryQueries.list(view), queryFn: () => listDeliveries(viewer, view) }),
  ]);
  queryClient.setQueryData(deliveryKeys.figures(), figures);
  queryClient.setQueryData(deliveryKeys.quarantined(), quarantined);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader
        title="Deliveries"
        description="Everything that arrived for this workspace’s lookups: when, for whom, and what became of it."
      />
      <DeliveriesBoard role={viewer.role} />
    </HydrationBoundary>
  );
}
