import { route } from "@/lib/http/route";
import { HistoryView } from "@/lib/lookups/lookup-filters";
import { countLookups } from "@/lib/lookups/server/count-lookups";

export const GET = route({ query: HistoryView, run: ({ viewer, query }) => countLookups(viewer, query) });
