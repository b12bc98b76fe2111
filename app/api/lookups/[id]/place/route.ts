import { route } from "@/lib/http/route";
import { HistoryView } from "@/lib/lookups/lookup-filters";
import { getLookupPlace } from "@/lib/lookups/server/get-lookup-place";

export const GET = route({
  query: HistoryView,
  run: ({ viewer, query, params }) => getLookupPlace(viewer, params["id"] ?? "", query),
});
