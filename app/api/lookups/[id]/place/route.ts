import { route } from "@/lib/http/route";
import { HistoryFilters } from "@/lib/lookups/lookup-filters";
import { getLookupPlace } from "@/lib/lookups/server/get-lookup-place";

export const GET = route({
  query: HistoryFilters,
  run: ({ viewer, query, params }) => getLookupPlace(viewer, params["id"] ?? "", query),
});
