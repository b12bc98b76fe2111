"use server";

import { action } from "@/lib/action/action";
import { DecideMatchInput, DeliveryRef, NoInput } from "@/lib/deliveries/schema";
import { decideMatch } from "@/lib/deliveries/server/decide-match";
import { probeWebhook } from "@/lib/deliveries/server/probe-webhook";
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

export const decideMatchAction = action({
  name: "deliveries.decide-match",
  input: DecideMatchInput,
  run: ({ viewer, input }) => decideMatch(viewer, input),
});

export const testWebhookAction = action({
  name: "deliveries.test-webhook",
  input: NoInput,
  run: ({ viewer }) => probeWebhook(viewer),
});
