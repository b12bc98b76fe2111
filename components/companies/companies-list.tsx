"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Building2, SearchX } from "lucide-react";
import { CompaniesTable, CompaniesSkeleton } from "@/components/companies/companies-table";
import { CompaniesToolbar } from "@/components/companies/companies-toolbar";
import { useCompaniesView } from "@/components/companies/use-companies-view";
import { EmptyState } from "@/components/shared/empty-state";
import { LoadMore } from "@/components/shared/load-more";
import { QueryError } from "@/components/shared/query-error";
import { Button } from "@/components/ui/button";
import { companyQueries } from "@/lib/companies/queries";

/** The companies of the people whom the workspace looked up. None of them was paid for by itself. */
export function CompaniesList() {
  const view = useCompaniesView();
  const found = useInfiniteQuery({ ...companyQueries.list(view.view), placeholderData: keepPreviousData });
  const { data, error, hasNextPage } = found;
  const companies = data?.pages.flatMap((page) => page.companies) ?? [];
  return (
    <>
      <CompaniesToolbar view={view} summary={data ? summaryOf(data.pages[0]?.total) : ""} />
      {error && <QueryError title="Companies cannot be shown" error={error} onRetry={() => void found.refetch()} />}
      {!error && !data && <CompaniesSkeleton />}
      {data && companies.length === 0 && <NoCompanies isNarrowed={view.isNarrowed} onClear={view.clear} />}
      {companies.length > 0 && (
        <div aria-busy={found.isPlaceholderData}>
          <CompaniesTable companies={companies} sort={view.sort} onSort={view.sortBy} />
          <LoadMore
            hasMore={hasNextPage}
            isPending={found.isFetchingNextPage}
            onMore={() => void found.fetchNextPage()}
            summary={hasNextPage ? `${companies.length.toLocaleString("en")} shown` : "Those are all"}
          />
        </div>
      )}
    </>
  );
}

function summaryOf(total: number | null | undefined): string {
  if (total === null || total === undefined) return "More than 1,000 companies";
  return total === 1 ? "1 company" : `${total.toLocaleString("en")} companies`;
}

function NoCompanies({ isNarrowed, onClear }: { isNarrowed: boolean; onClear: () => void }) {
  if (isNarrowed) {
    return (
      <EmptyState icon={SearchX} title="No company fits" action={<Button onClick={onClear}>Show all</Button>}>
        Search looks at names, domains and industries. Filters add up: a company must fit each.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Building2} title="No companies yet">
      Each person you look up brings the company they work for, at no extra cost.
    </EmptyState>
  );
}
