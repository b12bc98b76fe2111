import { z } from "zod";
import { listCompanyFacets } from "@/lib/companies/server/list-company-facets";
import { route } from "@/lib/http/route";

export const GET = route({ query: z.object({}), run: ({ viewer }) => listCompanyFacets(viewer) });
