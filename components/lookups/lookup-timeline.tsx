import { CircleDollarSign, CircleHelp, Inbox, Reply, Send, UserCheck, type LucideIcon } from "lucide-react";
import { RelativeTime } from "@/components/shared/relative-time";
import { creditWords } from "@/lib/credits/credits";
import type { LookupDto } from "@/lib/lookups/schema";

type Moment = { at: string; icon: LucideIcon; text: string; note?: string };

/** Asked → held → sent → answered → deliveries → settled, in the order it happened. */
export function LookupTimeline({ lookup }: { lookup: LookupDto }) {
  return (
    <ol className="grid gap-0">
      {momentsOf(lookup).map(({ at, icon: Icon, text, note }, index) => (
        <li key={`${String(index)}-${at}`} className="relative grid grid-cols-[1.5rem_1fr] gap-x-2 pb-4 last:pb-0">
          <span aria-hidden className="absolute top-6 bottom-0 left-3 w-px bg-border last:hidden" />
          <span className="flex size-6 items-center justify-center rounded-full border bg-card text-muted-foreground">
            <Icon aria-hidden className="size-3.5" />
          </span>
          <div className="min-w-0 pt-0.5">
            <p className="flex flex-wrap justify-between gap-x-3 text-sm">
              <span>{text}</span>
              <RelativeTime at={at} className="text-xs text-muted-foreground" />
            </p>
            {note && <p className="text-xs text-muted-foreground">{note}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}

function momentsOf(lookup: LookupDto): Moment[] {
  const { attempt, ledger, deliveries } = lookup;
  const moments: Moment[] = [
    { at: lookup.createdAt, icon: CircleHelp, text: "Asked", note: `by ${lookup.who.name}, from the ${lookup.source}` },
  ];
  for (const { kind, credits, reason, createdAt } of ledger) {
    const verb = { hold: "Held", charge: "Charged", release: "Gave back", adjustment: "Adjusted" }[kind];
    moments.push({ at: createdAt, icon: CircleDollarSign, text: `${verb} ${creditWords(credits)}`, note: reason });
  }
  if (attempt?.sentAt)
    moments.push({
      at: attempt.sentAt,
      icon: Send,
      text: "Sent to Apollo",
      ...(attempt.keyName && { note: `key “${attempt.keyName}”` }),
    });
  if (attempt?.answeredAt) {
    moments.push({
      at: attempt.answeredAt,
      icon: Reply,
      text: "Answered",
      note: `HTTP ${String(attempt.responseStatus ?? "")}, ${tookOf(attempt.sentAt, attempt.answeredAt)}`,
    });
  }
  for (const { receivedAt, appliedAt, state, kind } of deliveries) {
    moments.push({ at: receivedAt, icon: Inbox, text: `Delivery: ${kind ?? "not read yet"}` });
    if (appliedAt)
      moments.push({
        at: appliedAt,
        icon: UserCheck,
        text: state === "applied" ? "Applied to the person" : `Set aside: ${state}`,
      });
  }
  return moments.toSorted((left, right) => left.at.localeCompare(right.at));
}

function tookOf(sentAt: string | null, answeredAt: string): string {
  return sentAt === null ? "" : `${String(Date.parse(answeredAt) - Date.parse(sentAt))} ms`;
}
