import type { Metadata } from "next";
import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { ArrivalsCard } from "@/components/arrivals/arrivals-card";
import { FirstRunCard } from "@/components/first-run/first-run-card";
import { LookupWorkbench } from "@/components/lookups/lookup-workbench";
import { readPreset } from "@/components/lookups/lookup-href";
import { PageHeader } from "@/components/shared/page-header";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { arrivalKeys } from "@/lib/lookups/queries";
import { getArrivals } from "@/lib/lookups/server/get-arrivals";
import { getReadiness } from "@/lib/lookups/server/get-readiness";
import { switchWorkspaceAction } from "@/lib/workspaces/actions";

export const metadata: Metadata = { title: "Look up" };

type LookupPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Another link to this page is another form: its key is what it opens with. */
export default async function LookupPage({ searchParams }: LookupPageProps) {
  const viewer = await requirePageViewer("/lookup");
  const preset = readPreset(await searchParams);
  const queryClient = new QueryClient();
  queryClient.setQueryData(arrivalKeys.own(), await getArrivals(viewer));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader
        title="Look up"
        description="Say what you know of one person. You see the cost before anything is sent."
      />
      <ArrivalsCard />
      <FirstRunCard onSwitch={switchWorkspaceAction} />
      <LookupWorkbench key={JSON.stringify(preset)} readiness={await getReadiness(viewer)} preset={preset} />
    </HydrationBoundary>
  );
}
