import { z } from "zod";
import { route } from "@/lib/http/route";
import { getRetention } from "@/lib/privacy/server/get-retention";

export const GET = route({ query: z.object({}), run: ({ viewer }) => getRetention(viewer) });
