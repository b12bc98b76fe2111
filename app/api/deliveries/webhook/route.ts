import { NoInput } from "@/lib/deliveries/schema";
import { getWebhookStanding } from "@/lib/deliveries/server/get-webhook-standing";
import { route } from "@/lib/http/route";

export const GET = route({ query: NoInput, run: ({ viewer }) => getWebhookStanding(viewer) });
