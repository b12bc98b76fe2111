import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { ShieldBan } from "lucide-react";
import type { Metadata } from "next";
import { AdminsOnly } from "@/components/api-keys/admins-only";
import { SuppressionsView } from "@/components/privacy/suppressions-view";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { getReadiness } from "@/lib/lookups/server/get-readiness";
import { suppressionQueries } from "@/lib/suppressions/queries";
import { SuppressionFilters } from "@/lib/suppressions/schema";
import { listSuppressions } from "@/lib/suppressions/server/list-suppressions";

export const metadata: Metadata = { title: "Suppressions" };

const REFUSED = {
  title: "Suppressions",
  icon: ShieldBan,
  heading: "Admins keep the suppression list",
  task: "see who is never to be looked up, or to change that",
};

type SuppressionsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SuppressionsPage({ searchParams }: SuppressionsPageProps) {
  const viewer = await requirePageViewer("/settings/privacy/suppressions");
  if (viewer.role !== "admin") return <AdminsOnly admins={(await getReadiness(viewer)).admins} {...REFUSED} />;
  const { cursor: _, ...view } = SuppressionFilters.safeParse(await searchParams).data ?? {};
  const queryClient = new QueryClient();
  await queryClient.infiniteQuery({
    ...suppressionQueries.list(view),
    queryFn: () => listSuppressions(viewer, view),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SuppressionsView />
    </HydrationBoundary>
  );
}
