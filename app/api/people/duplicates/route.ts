import { route } from "@/lib/http/route";
import { DuplicateFilters } from "@/lib/people/duplicates";
import { listDuplicates } from "@/lib/people/server/list-duplicates";

export const GET = route({ query: DuplicateFilters, run: ({ viewer, query }) => listDuplicates(viewer, query) });
