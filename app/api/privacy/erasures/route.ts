import { route } from "@/lib/http/route";
import { ErasureFilters } from "@/lib/privacy/erasure";
import { listErasures } from "@/lib/privacy/server/list-erasures";

export const GET = route({ query: ErasureFilters, run: ({ viewer, query }) => listErasures(viewer, query) });
