import { z } from "zod";
import { route } from "@/lib/http/route";
import { listHistoryKeys } from "@/lib/lookups/server/list-history-keys";

export const GET = route({ query: z.object({}), run: ({ viewer }) => listHistoryKeys(viewer) });
