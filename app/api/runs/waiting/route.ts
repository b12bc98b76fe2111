import { z } from "zod";
import { route } from "@/lib/http/route";
import { listWaitingRuns } from "@/lib/runs/server/list-waiting-runs";

export const GET = route({ query: z.object({}), run: ({ viewer }) => listWaitingRuns(viewer) });
