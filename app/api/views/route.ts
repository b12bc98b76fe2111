import { route } from "@/lib/http/route";
import { ViewFilters } from "@/lib/views/schema";
import { listViews } from "@/lib/views/server/list-views";

export const GET = route({ query: ViewFilters, run: ({ viewer, query }) => listViews(viewer, query) });
