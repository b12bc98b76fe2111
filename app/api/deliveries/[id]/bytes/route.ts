import { NoInput } from "@/lib/deliveries/schema";
import { getDeliveryBytes } from "@/lib/deliveries/server/get-delivery-bytes";
import { toAttachment } from "@/lib/http/attachment";
import { route } from "@/lib/http/route";

export const GET = route({
  query: NoInput,
  run: async ({ viewer, params: { id = "" } }) => toAttachment(await getDeliveryBytes(viewer, id), `${id}.bin`),
});
