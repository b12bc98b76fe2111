import { z } from "zod";
import { route } from "@/lib/http/route";
import { listOwners } from "@/lib/people/server/list-owners";

export const GET = route({ query: z.object({}), run: ({ viewer }) => listOwners(viewer) });
