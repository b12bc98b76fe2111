import { z } from "zod";
import { route } from "@/lib/http/route";
import { listPersonLists } from "@/lib/lists/server/read-lists";

export const GET = route({
  query: z.object({}),
  run: ({ viewer, params }) => listPersonLists(viewer, params["id"] ?? ""),
});
