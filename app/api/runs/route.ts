import { route } from "@/lib/http/route";
import { RunFilters } from "@/lib/runs/schema";
import { listRuns } from "@/lib/runs/server/list-runs";

export const GET = route({ query: RunFilters, run: ({ viewer, query }) => listRuns(viewer, query) });
