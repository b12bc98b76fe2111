import { z } from "zod";
import { route } from "@/lib/http/route";
import { listLists } from "@/lib/lists/server/read-lists";

export const GET = route({ query: z.object({}), run: ({ viewer }) => listLists(viewer) });
