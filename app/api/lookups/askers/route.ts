import { z } from "zod";
import { route } from "@/lib/http/route";
import { listAskers } from "@/lib/lookups/server/list-askers";

export const GET = route({ query: z.object({}), run: ({ viewer }) => listAskers(viewer) });
