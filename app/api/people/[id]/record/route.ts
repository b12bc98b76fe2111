import { z } from "zod";
import { route } from "@/lib/http/route";
import { getRecord } from "@/lib/people/server/get-record";

export const GET = route({ query: z.object({}), run: ({ viewer, params }) => getRecord(viewer, params["id"] ?? "") });
