import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import Link from "next/link";
import { PeopleList } from "@/components/people/people-list";
import { PageHeader } from "@/components/shared/page-header";
import { Button } from "@/components/ui/button";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { peopleQueries } from "@/lib/people/queries";
import { PeopleFilters } from "@/lib/people/schema";
import { listPeople } from "@/lib/people/server/list-people";

export const metadata: Metadata = { title: "People" };

type PeoplePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PeoplePage({ searchParams }: PeoplePageProps) {
  const viewer = await requirePageViewer("/people");
  const { cursor: _, ...filters } = PeopleFilters.safeParse(await searchParams).data ?? {};
  const queryClient = new QueryClient();
  await queryClient.infiniteQuery({
    ...peopleQueries.list(filters),
    queryFn: () => listPeople(viewer, filters),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader
        title="People"
        actions={
          <>
            <Button variant="ghost" asChild>
              <Link href="/people/duplicates">Duplicates</Link>
            </Button>
            <Button variant="primary" asChild>
              <Link href="/lookup">Look someone up</Link>
            </Button>
          </>
        }
      />
      <PeopleList />
    </HydrationBoundary>
  );
}
