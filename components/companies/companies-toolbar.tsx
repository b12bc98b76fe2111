"use client";

import { useQuery } from "@tanstack/react-query";
import { CompanyFilter } from "@/components/companies/company-filter";
import { COMPANY_FILTERS, type CompaniesView, type CompanyFilterName } from "@/components/companies/use-companies-view";
import { SearchInput } from "@/components/shared/search-input";
import { Button } from "@/components/ui/button";
import { COMPANY_SIZE_WORDS, COMPANY_SIZES, type CompanySize } from "@/lib/companies/company";
import { companyQueries } from "@/lib/companies/queries";
import type { CompanyFacets } from "@/lib/companies/schema";

const LABELS: Record<CompanyFilterName, string> = {
  industry: "Industry",
  country: "Country",
  size: "Employees",
  technology: "Technology",
};
const SIZES = (Object.keys(COMPANY_SIZES) as CompanySize[]).map((id) => ({ id, name: COMPANY_SIZE_WORDS[id] }));

export function CompaniesToolbar({ view, summary }: { view: CompaniesView; summary: string }) {
  const { data: facets } = useQuery(companyQueries.facets());
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
      <SearchInput label="Search companies" value={view.text} onValueChange={view.search} onLeave={view.leaveSearch} />
      <div role="group" aria-label="Filters" className="flex flex-wrap items-center gap-1.5">
        {COMPANY_FILTERS.map((name) => (
          <CompanyFilter
            key={name}
            label={LABELS[name]}
            options={optionsOf(name, facets)}
            chosen={view.view[name] ?? []}
            onChange={(chosen) => {
              view.filter(name, chosen);
            }}
          />
        ))}
        {view.isNarrowed && (
          <Button variant="ghost" size="sm" onClick={view.clear}>
            Clear
          </Button>
        )}
      </div>
      <p role="status" className="ml-auto text-xs text-muted-foreground">
        {summary}
      </p>
    </div>
  );
}

function optionsOf(name: CompanyFilterName, facets: CompanyFacets | undefined) {
  if (name === "size") return SIZES;
  return facets?.[name].map((value) => ({ id: value, name: value }));
}
