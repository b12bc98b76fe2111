import { z } from "zod";
import { route } from "@/lib/http/route";
import { getErasure } from "@/lib/privacy/server/list-erasures";

export const GET = route({ query: z.object({}), run: ({ viewer, params }) => getErasure(viewer, params["id"] ?? "") });
