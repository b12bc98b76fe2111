import { route } from "@/lib/http/route";
import { RefreshSheetQuery } from "@/lib/lookups/refresh";
import { getRefreshSheet } from "@/lib/lookups/server/get-refresh-sheet";

export const GET = route({ query: RefreshSheetQuery, run: ({ viewer, query }) => getRefreshSheet(viewer, query) });
