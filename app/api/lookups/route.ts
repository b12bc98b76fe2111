import { route } from "@/lib/http/route";
import { LookupFilters } from "@/lib/lookups/lookup-filters";
import { listLookups } from "@/lib/lookups/server/list-lookups";

export const GET = route({ query: LookupFilters, run: ({ viewer, query }) => listLookups(viewer, query) });
