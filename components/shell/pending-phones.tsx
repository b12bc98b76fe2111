"use client";

import { useQuery } from "@tanstack/react-query";
import { PendingCounter } from "@/components/shell/pending-counter";
import { lookupQueries } from "@/lib/lookups/queries";

/** Begins with what the server counted, then follows the lookups' cache. */
export function PendingPhones({ initialCount }: { initialCount: number }) {
  const { data } = useQuery({ ...lookupQueries.pending(), initialData: { phones: initialCount } });
  return <PendingCounter count={data.phones} />;
}
