import { route } from "@/lib/http/route";
import { HistoryFilters } from "@/lib/lookups/lookup-filters";
import { countLookups } from "@/lib/lookups/server/count-lookups";

export const GET = route({ query: HistoryFilters, run: ({ viewer, query }) => countLookups(viewer, query) });
