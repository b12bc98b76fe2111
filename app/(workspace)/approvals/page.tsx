import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { Stamp } from "lucide-react";
import type { Metadata } from "next";
import { AdminsOnly } from "@/components/api-keys/admins-only";
import { ApprovalsView } from "@/components/lookups/approvals-view";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { approvalKeys } from "@/lib/lookups/queries";
import { getReadiness } from "@/lib/lookups/server/get-readiness";
import { listApprovals } from "@/lib/lookups/server/list-approvals";
import { runKeys } from "@/lib/runs/queries";
import { listWaitingRuns } from "@/lib/runs/server/list-waiting-runs";

export const metadata: Metadata = { title: "Approvals" };

const REFUSED = {
  title: "Approvals",
  icon: Stamp,
  heading: "Admins decide on approvals",
  task: "decide on a lookup. What you asked for stands in History",
};

export default async function ApprovalsPage() {
  const viewer = await requirePageViewer("/approvals");
  if (viewer.role !== "admin") return <AdminsOnly admins={(await getReadiness(viewer)).admins} {...REFUSED} />;
  const queryClient = new QueryClient();
  const [queue, runs] = await Promise.all([listApprovals(viewer), listWaitingRuns(viewer)]);
  queryClient.setQueryData(approvalKeys.queue(), queue);
  queryClient.setQueryData(runKeys.waiting(), runs);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ApprovalsView />
    </HydrationBoundary>
  );
}
