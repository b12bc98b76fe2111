import { z } from "zod";
import { route } from "@/lib/http/route";
import { asActor } from "@/lib/members/server/actor";
import { getAccount } from "@/lib/members/server/get-account";

export const GET = route({ query: z.object({}), run: async ({ viewer }) => getAccount(await asActor(viewer)) });
