import { NoInput } from "@/lib/deliveries/schema";
import { countQuarantined } from "@/lib/deliveries/server/count-deliveries";
import { route } from "@/lib/http/route";

export const GET = route({ query: NoInput, run: ({ viewer }) => countQuarantined(viewer) });
