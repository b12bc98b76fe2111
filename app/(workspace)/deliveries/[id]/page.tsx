import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { DeliveryView } from "@/components/deliveries/delivery-view";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { deliveryKeys } from "@/lib/deliveries/queries";
import { getDelivery } from "@/lib/deliveries/server/get-delivery";
import { foundOr404 } from "@/lib/http/found-or-404";

export const metadata: Metadata = { title: "Delivery" };

export default async function DeliveryPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const viewer = await requirePageViewer(`/deliveries/${id}`);
  const queryClient = new QueryClient();
  queryClient.setQueryData(
    deliveryKeys.detail(id),
    await foundOr404(getDelivery(viewer, id), { viewer, where: "/deliveries/[id]", id }),
  );
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <DeliveryView id={id} />
    </HydrationBoundary>
  );
}
