import { z } from "zod";
import { route } from "@/lib/http/route";
import { listTags } from "@/lib/tags/server/list-tags";

export const GET = route({ query: z.object({}), run: ({ viewer }) => listTags(viewer) });
