import { z } from "zod";
import { route } from "@/lib/http/route";
import { listPersonTags } from "@/lib/tags/server/list-person-tags";

export const GET = route({
  query: z.object({}),
  run: ({ viewer, params }) => listPersonTags(viewer, params["id"] ?? ""),
});
