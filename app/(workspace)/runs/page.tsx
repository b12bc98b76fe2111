import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { RunsBoard } from "@/components/runs/runs-board";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { runQueries } from "@/lib/runs/queries";
import { listRuns } from "@/lib/runs/server/list-runs";

export const metadata: Metadata = { title: "Runs" };

export default async function RunsPage() {
  const viewer = await requirePageViewer("/runs");
  const queryClient = new QueryClient();
  await queryClient.infiniteQuery({ ...runQueries.list(), queryFn: () => listRuns(viewer, {}) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RunsBoard role={viewer.role} />
    </HydrationBoundary>
  );
}
