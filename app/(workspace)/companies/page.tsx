import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { CompaniesList } from "@/components/companies/companies-list";
import { PageHeader } from "@/components/shared/page-header";
import { requirePageViewer } from "@/lib/auth/require-viewer";
import { DEFAULT_COMPANY_SORT } from "@/lib/companies/company";
import { CompanyFilters } from "@/lib/companies/filters";
import { companyQueries } from "@/lib/companies/queries";
import { listCompanies } from "@/lib/companies/server/list-companies";

export const metadata: Metadata = { title: "Companies" };

type CompaniesPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CompaniesPage({ searchParams }: CompaniesPageProps) {
  const viewer = await requirePageViewer("/companies");
  const { cursor: _, sort, ...filters } = CompanyFilters.safeParse(await searchParams).data ?? {};
  const view = { ...filters, ...(sort && sort !== DEFAULT_COMPANY_SORT && { sort }) };
  const queryClient = new QueryClient();
  await queryClient.infiniteQuery({ ...companyQueries.list(view), queryFn: () => listCompanies(viewer, view) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PageHeader title="Companies" />
      <CompaniesList />
    </HydrationBoundary>
  );
}
