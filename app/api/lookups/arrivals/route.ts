import { z } from "zod";
import { route } from "@/lib/http/route";
import { getArrivals } from "@/lib/lookups/server/get-arrivals";

export const GET = route({ query: z.object({}), run: ({ viewer }) => getArrivals(viewer) });
