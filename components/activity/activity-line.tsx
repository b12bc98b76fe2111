import { Check, Eye, Inbox, ListTodo, Merge, NotebookPen, Pencil, Search, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { OutcomeChip } from "@/components/lookups/outcome-chip";
import { describeEvent, placeOfEvent, quoteOf } from "@/components/activity/activity-words";
import { RelativeTime } from "@/components/shared/relative-time";
import { creditWords } from "@/lib/credits/credits";
import { LOOKUP_OUTCOMES } from "@/lib/lookups/lookup";
import type { ActivityEvent, ActivityKind } from "@/lib/activity/schema";

const ICONS: Record<ActivityKind, LucideIcon> = {
  lookup: Search,
  delivery: Inbox,
  edit: Pencil,
  merge: Merge,
  note: NotebookPen,
  task: ListTodo,
  reveal: Eye,
};

/** One thing that was done: who, what, when, and its words. */
export function ActivityLine({ event }: { event: ActivityEvent }) {
  const Icon = event.kind === "task" && event.step === "done" ? Check : ICONS[event.kind];
  const quote = quoteOf(event);
  const place = placeOfEvent(event);
  const words = (
    <>
      {event.kind !== "delivery" && <span className="font-medium">{event.who?.name ?? "Somebody who has left"} </span>}
      {describeEvent(event)}
    </>
  );
  return (
    <li className="group/event relative flex gap-3 pb-4 last:pb-0">
      <span aria-hidden className="absolute top-6 bottom-0 left-3 w-px bg-border group-last/event:hidden" />
      <span
        aria-hidden
        className="flex size-6 shrink-0 items-center justify-center rounded-full border bg-card text-muted-foreground"
      >
        <Icon className="size-3" />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="min-w-0 break-words">
            {place ? (
              <Link href={place} prefetch={false} className="rounded-sm hover:underline">
                {words}
              </Link>
            ) : (
              words
            )}
          </span>
          {event.kind === "lookup" && <Outcome outcome={event.outcome} credits={event.credits} />}
          <RelativeTime at={event.at} className="ml-auto text-xs whitespace-nowrap text-muted-foreground" />
        </p>
        {quote && (
          <p className="mt-0.5 line-clamp-2 text-xs break-words text-muted-foreground">
            <bdi>{quote}</bdi>
          </p>
        )}
      </div>
    </li>
  );
}

function Outcome({ outcome, credits }: { outcome: string; credits: string }) {
  const known = LOOKUP_OUTCOMES.find((word) => word === outcome);
  return (
    <span className="flex items-center gap-2 text-xs text-muted-foreground">
      {known && <OutcomeChip outcome={known} />}
      {creditWords(credits)}
    </span>
  );
}
