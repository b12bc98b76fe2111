import { NoInput } from "@/lib/deliveries/schema";
import { getDelivery } from "@/lib/deliveries/server/get-delivery";
import { route } from "@/lib/http/route";

export const GET = route({ query: NoInput, run: ({ viewer, params }) => getDelivery(viewer, params["id"] ?? "") });
