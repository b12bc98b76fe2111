import { z } from "zod";
import { route } from "@/lib/http/route";
import { countWaiting } from "@/lib/runs/server/count-waiting";

export const GET = route({ query: z.object({}), run: ({ viewer }) => countWaiting(viewer) });
