"use server";

import { action } from "@/lib/action/action";
import { DeliveryRef, NoInput } from "@/lib/deliveries/schema";
import { replayDelivery, replayQuarantined } from "@/lib/deliveries/server/replay-delivery";

export const replayDeliveryAction = action({
  name: "deliveries.replay",
  input: DeliveryRef,
  run: ({ viewer, input }) => replayDelivery(viewer, input.id),
});

export const replayQuarantinedAction = action({
  name: "deliveries.replay-quarantined",
  input: NoInput,
  run: ({ viewer }) => replayQuarantined(viewer, new Date()),
});
