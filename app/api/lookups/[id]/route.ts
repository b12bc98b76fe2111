import { z } from "zod";
import { route } from "@/lib/http/route";
import { getLookup } from "@/lib/lookups/server/get-lookup";

export const GET = route({ query: z.object({}), run: ({ viewer, params }) => getLookup(viewer, params["id"] ?? "") });
