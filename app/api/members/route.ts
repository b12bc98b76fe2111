import { z } from "zod";
import { route } from "@/lib/http/route";
import { listMembers } from "@/lib/members/server/list-members";

export const GET = route({ query: z.object({}), run: ({ viewer }) => listMembers(viewer) });
