import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { Archive } from "lucide-react";
import type { Metadata } from "next";
import { AdminsOnly } from "@/components/api-keys/admins-only";
import { PrivacyTabs } from "@/components/privacy/privacy-tabs";
import { RetentionView } from "@/components/privacy/retention-view";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { getReadiness } from "@/lib/lookups/server/get-readiness";
import { retentionKeys } from "@/lib/privacy/retention-queries";
import { getRetention } from "@/lib/privacy/server/get-retention";

export const metadata: Metadata = { title: "Retention" };

const REFUSED = {
  title: "Retention",
  icon: Archive,
  heading: "Admins set how long things are kept",
  task: "see or change how long things are kept",
};

export default async function RetentionPage() {
  const viewer = await requirePageViewer("/settings/privacy/retention");
  if (viewer.role !== "admin") return <AdminsOnly admins={(await getReadiness(viewer)).admins} {...REFUSED} />;
  const queryClient = new QueryClient();
  queryClient.setQueryData(retentionKeys.all, await getRetention(viewer));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PrivacyTabs />
      <RetentionView />
    </HydrationBoundary>
  );
}
