import { route } from "@/lib/http/route";
import { PreviewLookupQuery } from "@/lib/lookups/schema";
import { previewLookup } from "@/lib/lookups/server/preview-lookup";

export const GET = route({ query: PreviewLookupQuery, run: ({ viewer, query }) => previewLookup(viewer, query) });
