"use client";

import { useQuery } from "@tanstack/react-query";
import { CountBadge } from "@/components/shell/count-badge";
import { deliveryQueries } from "@/lib/deliveries/queries";

/** How many deliveries wait for an admin's look. */
export function QuarantinedBadge() {
  const { data } = useQuery(deliveryQueries.quarantined());
  return <CountBadge count={data?.quarantined ?? 0} word="quarantined" tone="danger" />;
}
