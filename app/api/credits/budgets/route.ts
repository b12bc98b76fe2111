import { z } from "zod";
import { getBudgets } from "@/lib/credits/server/get-budgets";
import { route } from "@/lib/http/route";

export const GET = route({ query: z.object({}), run: ({ viewer }) => getBudgets(viewer) });
