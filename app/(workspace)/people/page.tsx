import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PeopleList } from "@/components/people-table/people-list";
import { IntentLink } from "@/components/shared/intent-link";
import { PageHeader } from "@/components/shared/page-header";
import { Button } from "@/components/ui/button";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { PeopleFilters } from "@/lib/people/filters";
import { peopleQueries } from "@/lib/people/queries";
import { listPeople } from "@/lib/people/server/list-people";
import { viewKeys } from "@/lib/views/queries";
import { listViews } from "@/lib/views/server/list-views";

export const metadata: Metadata = { title: "People" };

type PeoplePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PeoplePage({ searchParams }: PeoplePageProps) {
  const viewer = await requirePageViewer("/people");
  const { cursor: _, ...filters } = PeopleFilters.safeParse(await searchParams).data ?? {};
  const queryClient = new QueryClient();
  const [views] = await Promise.all([
    listViews(viewer, { screen: "people" }),
    queryClient.infiniteQuery({ ...peopleQueries.list(filters), queryFn: () => listPeople(viewer, filters) }),
  ]);
  queryClient.setQueryData(viewKeys.list("people"), views);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader
        title="People"
        actions={
          <>
            <Button variant="ghost" asChild>
              <IntentLink href="/people/duplicates">Duplicates</IntentLink>
            </Button>
            <Button variant="primary" asChild>
              <IntentLink href="/lookup">Look someone up</IntentLink>
            </Button>
          </>
        }
      />
      <PeopleList role={viewer.role} />
    </HydrationBoundary>
  );
}
