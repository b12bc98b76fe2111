import { z } from "zod";
import { listApiKeys } from "@/lib/api-keys/server/list-api-keys";
import { route } from "@/lib/http/route";

export const GET = route({ query: z.object({}), run: ({ viewer }) => listApiKeys(viewer) });
