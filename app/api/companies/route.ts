import { CompanyFilters } from "@/lib/companies/filters";
import { listCompanies } from "@/lib/companies/server/list-companies";
import { route } from "@/lib/http/route";

export const GET = route({ query: CompanyFilters, run: ({ viewer, query }) => listCompanies(viewer, query) });
