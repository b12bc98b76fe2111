import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ListsView } from "@/components/lists/lists-view";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { listKeys } from "@/lib/lists/queries";
import { listLists } from "@/lib/lists/server/read-lists";

export const metadata: Metadata = { title: "Lists" };

export default async function ListsPage() {
  const viewer = await requirePageViewer("/lists");
  const queryClient = new QueryClient();
  queryClient.setQueryData(listKeys.overview(), await listLists(viewer));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ListsView mayMake={viewer.role !== "reviewer"} />
    </HydrationBoundary>
  );
}
