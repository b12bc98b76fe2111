import type { Metadata } from "next";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { LookupStory } from "@/components/lookups/lookup-story";
import { foundOr404 } from "@/lib/http/found-or-404";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { readHistoryView } from "@/lib/lookups/history-view";
import { lookupQueries } from "@/lib/lookups/queries";
import { getLookup } from "@/lib/lookups/server/get-lookup";
import { getLookupPlace } from "@/lib/lookups/server/get-lookup-place";

export const metadata: Metadata = { title: "Lookup" };

type LookupStoryPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The address keeps the view of History that the lookup was opened from. */
export default async function LookupStoryPage({ params, searchParams }: LookupStoryPageProps) {
  const { id } = await params;
  const view = readHistoryView(await searchParams);
  const viewer = await requirePageViewer(`/history/${id}`);
  const queryClient = new QueryClient();
  queryClient.setQueryData(
    lookupQueries.detail(id).queryKey,
    await foundOr404(getLookup(viewer, id), { viewer, where: "/history/[id]", id }),
  );
  await queryClient.query({ ...lookupQueries.place(id, view), queryFn: () => getLookupPlace(viewer, id, view) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <LookupStory id={id} view={view} />
    </HydrationBoundary>
  );
}
