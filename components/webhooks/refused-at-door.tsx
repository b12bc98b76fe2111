"use client";

import { useQuery } from "@tanstack/react-query";
import { RefusedCalls } from "@/components/deliveries/refused-calls";
import { deliveryQueries } from "@/lib/deliveries/queries";

/** Calls that never became a delivery. A failure to count them hides nothing else. */
export function RefusedAtDoor() {
  const { data } = useQuery(deliveryQueries.figures());
  return data?.refusals ? <RefusedCalls refusals={data.refusals} /> : null;
}
