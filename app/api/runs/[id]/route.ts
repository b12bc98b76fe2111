import { z } from "zod";
import { route } from "@/lib/http/route";
import { getRun } from "@/lib/runs/server/get-run";

export const GET = route({ query: z.object({}), run: ({ viewer, params }) => getRun(viewer, params["id"] ?? "") });
