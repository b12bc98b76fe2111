import { z } from "zod";
import { route } from "@/lib/http/route";
import { listApprovals } from "@/lib/lookups/server/list-approvals";

export const GET = route({ query: z.object({}), run: ({ viewer }) => listApprovals(viewer) });
