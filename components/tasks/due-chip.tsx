import { CalendarDays, CalendarX } from "lucide-react";
import { StatusChip } from "@/components/shared/status-chip";
import { describeDay } from "@/lib/notes/due-day";

type DueChipProps = { dueOn: string; today: string; isDone: boolean };

/** The day something is due, as far from the reader's own day. */
export function DueChip({ dueOn, today, isDone }: DueChipProps) {
  const isOverdue = !isDone && dueOn < today;
  return (
    <StatusChip
      icon={isOverdue ? CalendarX : CalendarDays}
      tone={isOverdue ? "danger" : !isDone && dueOn === today ? "sun" : "neutral"}
      title={`Due on ${dueOn}`}
    >
      {isOverdue ? `Overdue · ${describeDay(dueOn, today)}` : describeDay(dueOn, today)}
    </StatusChip>
  );
}
