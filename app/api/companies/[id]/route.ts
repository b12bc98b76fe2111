import { z } from "zod";
import { getCompany } from "@/lib/companies/server/get-company";
import { route } from "@/lib/http/route";

export const GET = route({ query: z.object({}), run: ({ viewer, params }) => getCompany(viewer, params["id"] ?? "") });
