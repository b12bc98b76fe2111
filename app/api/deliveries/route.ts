import { DeliveryFilters } from "@/lib/deliveries/schema";
import { listDeliveries } from "@/lib/deliveries/server/list-deliveries";
import { route } from "@/lib/http/route";

export const GET = route({ query: DeliveryFilters, run: ({ viewer, query }) => listDeliveries(viewer, query) });
