import { z } from "zod";
import { route } from "@/lib/http/route";
import { countPending } from "@/lib/lookups/server/count-pending";

export const GET = route({ query: z.object({}), run: ({ viewer }) => countPending(viewer) });
