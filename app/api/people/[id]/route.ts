import { z } from "zod";
import { route } from "@/lib/http/route";
import { getPerson } from "@/lib/people/server/get-person";

export const GET = route({ query: z.object({}), run: ({ viewer, params }) => getPerson(viewer, params["id"] ?? "") });
