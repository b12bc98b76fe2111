import { z } from "zod";
import { route } from "@/lib/http/route";
import { getPersonOwner } from "@/lib/people/server/get-person-owner";

export const GET = route({
  query: z.object({}),
  run: ({ viewer, params }) => getPersonOwner(viewer, params["id"] ?? ""),
});
