"use client";

import { useQuery } from "@tanstack/react-query";
import { CountBadge } from "@/components/shell/count-badge";
import { useLocalDay, useUtcDay } from "@/components/tasks/use-local-day";
import { taskQueries } from "@/lib/notes/queries";

/** The server writes no figure: which of the days is the reader's only their browser knows. */
const NOT_KNOWN = "";

/** How many of the reader's tasks are overdue on their own calendar. */
export function OverdueBadge() {
  const today = useLocalDay(NOT_KNOWN);
  const { data } = useQuery(taskQueries.countsOn(useUtcDay()));
  return <CountBadge count={data?.overdue[today] ?? 0} word="overdue" tone="danger" />;
}
