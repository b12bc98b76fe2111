import { z } from "zod";
import { route } from "@/lib/http/route";
import { getFirstRun } from "@/lib/lookups/server/get-first-run";

export const GET = route({ query: z.object({}), run: ({ viewer }) => getFirstRun(viewer) });
