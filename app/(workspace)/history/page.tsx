import type { Metadata } from "next";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { HistoryBoard } from "@/components/history/history-board";
import { PageHeader } from "@/components/shared/page-header";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { readHistoryView } from "@/lib/lookups/history-view";
import { lookupQueries } from "@/lib/lookups/queries";
import { listLookups } from "@/lib/lookups/server/list-lookups";

export const metadata: Metadata = { title: "History" };

type HistoryPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function HistoryPage({ searchParams }: HistoryPageProps) {
  const viewer = await requirePageViewer("/history");
  const view = readHistoryView(await searchParams);
  const queryClient = new QueryClient();
  await queryClient.infiniteQuery({ ...lookupQueries.list(view), queryFn: () => listLookups(viewer, view) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader title="History" description="Who looked up whom, what came back, and what it cost." />
      <HistoryBoard role={viewer.role} />
    </HydrationBoundary>
  );
}
