import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { TagsView } from "@/components/tags/tags-view";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { tagKeys } from "@/lib/tags/queries";
import { listTags } from "@/lib/tags/server/list-tags";

export const metadata: Metadata = { title: "Tags" };

export default async function TagsPage() {
  const viewer = await requirePageViewer("/tags");
  const queryClient = new QueryClient();
  queryClient.setQueryData(tagKeys.list(), await listTags(viewer));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <TagsView mayChange={viewer.role !== "reviewer"} />
    </HydrationBoundary>
  );
}
