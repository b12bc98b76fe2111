import { route } from "@/lib/http/route";
import { RunRowFilters } from "@/lib/runs/schema";
import { getRunRows } from "@/lib/runs/server/get-run-rows";

export const GET = route({
  query: RunRowFilters,
  run: ({ viewer, query, params }) => getRunRows(viewer, params["id"] ?? "", query),
});
