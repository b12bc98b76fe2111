import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AdminsOnly } from "@/components/api-keys/admins-only";
import { ApiKeysView } from "@/components/api-keys/api-keys-view";
import { apiKeyKeys } from "@/lib/api-keys/queries";
import { listApiKeys } from "@/lib/api-keys/server/list-api-keys";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { getReadiness } from "@/lib/lookups/server/get-readiness";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage() {
  const viewer = await requirePageViewer("/settings/api-keys");
  if (viewer.role !== "admin") return <AdminsOnly admins={(await getReadiness(viewer)).admins} />;
  const queryClient = new QueryClient();
  queryClient.setQueryData(apiKeyKeys.list(), await listApiKeys(viewer));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ApiKeysView workspaceKind={viewer.workspaceKind} />
    </HydrationBoundary>
  );
}
