import { z } from "zod";
import { route } from "@/lib/http/route";
import { countOverdue } from "@/lib/notes/server/count-overdue";

export const GET = route({ query: z.object({}), run: ({ viewer }) => countOverdue(viewer) });
