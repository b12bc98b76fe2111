import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { Webhook } from "lucide-react";
import type { Metadata } from "next";
import { AdminsOnly } from "@/components/api-keys/admins-only";
import { WebhooksView } from "@/components/webhooks/webhooks-view";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { deliveryKeys, deliveryQueries } from "@/lib/deliveries/queries";
import { countDeliveries } from "@/lib/deliveries/server/count-deliveries";
import { getWebhookStanding } from "@/lib/deliveries/server/get-webhook-standing";
import { listDeliveries } from "@/lib/deliveries/server/list-deliveries";
import { getReadiness } from "@/lib/lookups/server/get-readiness";

export const metadata: Metadata = { title: "Webhooks" };

const REFUSED = {
  title: "Webhooks",
  icon: Webhook,
  heading: "Admins look after the webhook",
  task: "test it, or to see how results come in",
};

export default async function WebhooksPage() {
  const viewer = await requirePageViewer("/settings/webhooks");
  if (viewer.role !== "admin") return <AdminsOnly admins={(await getReadiness(viewer)).admins} {...REFUSED} />;
  const queryClient = new QueryClient();
  const [standing, figures] = await Promise.all([
    getWebhookStanding(viewer),
    countDeliveries(viewer),
    queryClient.infiniteQuery({ ...deliveryQueries.list({}), queryFn: () => listDeliveries(viewer, {}) }),
  ]);
  queryClient.setQueryData(deliveryKeys.webhook(), standing);
  queryClient.setQueryData(deliveryKeys.figures(), figures);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <WebhooksView workspaceKind={viewer.workspaceKind} />
    </HydrationBoundary>
  );
}
