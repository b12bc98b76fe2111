"use client";

import { useQuery } from "@tanstack/react-query";
import { deliveryQueries } from "@/lib/deliveries/queries";

/** How many deliveries wait for an admin's look. Nothing while none does. */
export function QuarantinedBadge() {
  const { data } = useQuery(deliveryQueries.quarantined());
  if (!data || data.quarantined === 0) return null;
  return (
    <span className="flex h-4.5 min-w-4.5 items-center justify-center rounded-full border border-danger-border bg-danger-soft px-1 figures text-xs text-danger-ink">
      {data.quarantined > 99 ? "99+" : data.quarantined}
      <span className="sr-only"> quarantined</span>
    </span>
  );
}
