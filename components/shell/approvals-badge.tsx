"use client";

import { useQuery } from "@tanstack/react-query";
import { CountBadge } from "@/components/shell/count-badge";
import { approvalQueries } from "@/lib/lookups/queries";

/** How many lookups wait for an admin's yes. */
export function ApprovalsBadge() {
  const { data } = useQuery(approvalQueries.count());
  return <CountBadge count={data?.waiting ?? 0} word="waiting" tone="sun" />;
}
