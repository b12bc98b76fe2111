import type { Metadata } from "next";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { HistoryTable } from "@/components/lookups/history-table";
import { PageHeader } from "@/components/shared/page-header";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { lookupQueries } from "@/lib/lookups/queries";
import { LookupFilters } from "@/lib/lookups/schema";
import { listLookups } from "@/lib/lookups/server/list-lookups";

export const metadata: Metadata = { title: "History" };

type HistoryPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function HistoryPage({ searchParams }: HistoryPageProps) {
  const viewer = await requirePageViewer("/history");
  const { cursor: _, ...filters } = LookupFilters.safeParse(await searchParams).data ?? {};
  const queryClient = new QueryClient();
  await queryClient.infiniteQuery({
    ...lookupQueries.list(filters),
    queryFn: () => listLookups(viewer, filters),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader title="History" description="Who looked up whom, what came back, and what it cost." />
      <HistoryTable />
    </HydrationBoundary>
  );
}
