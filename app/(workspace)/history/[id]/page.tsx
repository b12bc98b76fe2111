import type { Metadata } from "next";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { LookupStory } from "@/components/lookups/lookup-story";
import { foundOr404 } from "@/lib/http/found-or-404";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { lookupQueries } from "@/lib/lookups/queries";
import { getLookup } from "@/lib/lookups/server/get-lookup";

export const metadata: Metadata = { title: "Lookup" };

export default async function LookupStoryPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const viewer = await requirePageViewer(`/history/${id}`);
  const queryClient = new QueryClient();
  queryClient.setQueryData(
    lookupQueries.detail(id).queryKey,
    await foundOr404(getLookup(viewer, id), { viewer, where: "/history/[id]", id }),
  );
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <LookupStory id={id} />
    </HydrationBoundary>
  );
}
