import { z } from "zod";
import { route } from "@/lib/http/route";
import { getPolicies } from "@/lib/people/server/get-policies";

export const GET = route({ query: z.object({}), run: ({ viewer }) => getPolicies(viewer) });
