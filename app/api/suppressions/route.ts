import { route } from "@/lib/http/route";
import { SuppressionFilters } from "@/lib/suppressions/schema";
import { listSuppressions } from "@/lib/suppressions/server/list-suppressions";

export const GET = route({ query: SuppressionFilters, run: ({ viewer, query }) => listSuppressions(viewer, query) });
