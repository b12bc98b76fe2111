import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cache } from "react";
import { CompanyView } from "@/components/companies/company-view";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { companyKeys } from "@/lib/companies/queries";
import { getCompany } from "@/lib/companies/server/get-company";
import { foundOr404 } from "@/lib/http/found-or-404";
import { PeopleFilters } from "@/lib/people/filters";
import { peopleQueries } from "@/lib/people/queries";
import { listPeople } from "@/lib/people/server/list-people";

type CompanyPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const loadCompany = cache(async (id: string) => {
  const viewer = await requirePageViewer(`/companies/${id}`);
  return { viewer, company: await foundOr404(getCompany(viewer, id), { viewer, where: "/companies/[id]", id }) };
});

export async function generateMetadata({ params }: CompanyPageProps): Promise<Metadata> {
  const { name, domain } = (await loadCompany((await params).id)).company;
  return { title: name ?? domain ?? "Company" };
}

export default async function CompanyPage({ params, searchParams }: CompanyPageProps) {
  const { id } = await params;
  const { viewer, company } = await loadCompany(id);
  const { q } = PeopleFilters.safeParse(await searchParams).data ?? {};
  const view = { companyId: id, ...(q && { q }) };
  const queryClient = new QueryClient();
  queryClient.setQueryData(companyKeys.detail(id), company);
  await queryClient.infiniteQuery({ ...peopleQueries.list(view), queryFn: () => listPeople(viewer, view) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <CompanyView id={id} isRep={viewer.role === "rep"} mayLookUp={viewer.role !== "reviewer"} />
    </HydrationBoundary>
  );
}
