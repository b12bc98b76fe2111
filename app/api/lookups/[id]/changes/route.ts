import { z } from "zod";
import { route } from "@/lib/http/route";
import { getLookupChanges } from "@/lib/lookups/server/get-lookup-changes";

export const GET = route({
  query: z.object({}),
  run: ({ viewer, params }) => getLookupChanges(viewer, params["id"] ?? ""),
});
