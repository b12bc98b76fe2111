import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cache } from "react";
import { ListView } from "@/components/lists/list-view";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { foundOr404 } from "@/lib/http/found-or-404";
import { listKeys } from "@/lib/lists/queries";
import { getList } from "@/lib/lists/server/read-lists";
import { PeopleFilters } from "@/lib/people/filters";
import { peopleQueries } from "@/lib/people/queries";
import { listPeople } from "@/lib/people/server/list-people";

type ListPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const loadList = cache(async (id: string) => {
  const viewer = await requirePageViewer(`/lists/${id}`);
  return { viewer, list: await foundOr404(getList(viewer, id), { viewer, where: "/lists/[id]", id }) };
});

export async function generateMetadata({ params }: ListPageProps): Promise<Metadata> {
  return { title: (await loadList((await params).id)).list.name };
}

export default async function ListPage({ params, searchParams }: ListPageProps) {
  const { id } = await params;
  const { viewer, list } = await loadList(id);
  const { q } = PeopleFilters.safeParse(await searchParams).data ?? {};
  const view = { list: [id], ...(q && { q }) };
  const queryClient = new QueryClient();
  queryClient.setQueryData(listKeys.detail(id), list);
  await queryClient.infiniteQuery({ ...peopleQueries.list(view), queryFn: () => listPeople(viewer, view) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ListView id={id} />
    </HydrationBoundary>
  );
}
