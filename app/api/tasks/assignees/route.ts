import { z } from "zod";
import { route } from "@/lib/http/route";
import { listAssignees } from "@/lib/notes/server/list-assignees";

export const GET = route({ query: z.object({}), run: ({ viewer }) => listAssignees(viewer) });
