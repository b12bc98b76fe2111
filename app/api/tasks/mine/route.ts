import { z } from "zod";
import { route } from "@/lib/http/route";
import { listMyTasks } from "@/lib/notes/server/list-my-tasks";

export const GET = route({ query: z.object({}), run: ({ viewer }) => listMyTasks(viewer) });
