import { z } from "zod";
import { getUsage } from "@/lib/credits/server/get-usage";
import { route } from "@/lib/http/route";

export const GET = route({ query: z.object({}), run: ({ viewer }) => getUsage(viewer) });
