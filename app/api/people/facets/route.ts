import { z } from "zod";
import { route } from "@/lib/http/route";
import { listFacets } from "@/lib/people/server/list-facets";

export const GET = route({ query: z.object({}), run: ({ viewer }) => listFacets(viewer) });
