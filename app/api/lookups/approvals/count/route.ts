import { z } from "zod";
import { route } from "@/lib/http/route";
import { countApprovals } from "@/lib/lookups/server/count-approvals";

export const GET = route({ query: z.object({}), run: ({ viewer }) => countApprovals(viewer) });
