import { NoInput } from "@/lib/deliveries/schema";
import { countDeliveries } from "@/lib/deliveries/server/count-deliveries";
import { route } from "@/lib/http/route";

export const GET = route({ query: NoInput, run: ({ viewer }) => countDeliveries(viewer) });
