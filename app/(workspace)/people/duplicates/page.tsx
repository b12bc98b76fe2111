import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { DuplicatesView } from "@/components/record/duplicates-view";
import { IntentLink } from "@/components/shared/intent-link";
import { PageHeader } from "@/components/shared/page-header";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { peopleQueries } from "@/lib/people/queries";
import { listDuplicates } from "@/lib/people/server/list-duplicates";

export const metadata: Metadata = { title: "Duplicates" };

export default async function DuplicatesPage() {
  const viewer = await requirePageViewer("/people/duplicates");
  const queryClient = new QueryClient();
  await queryClient.infiniteQuery({ ...peopleQueries.duplicates(), queryFn: () => listDuplicates(viewer, {}) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader
        back={<IntentLink href="/people">People</IntentLink>}
        title="Duplicates"
        description="Records that share an address, a LinkedIn profile or a name at a company."
      />
      <DuplicatesView />
    </HydrationBoundary>
  );
}
