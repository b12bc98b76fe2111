import {
  CircleCheck,
  CircleDollarSign,
  CircleHelp,
  Clock,
  Database,
  Inbox,
  Merge,
  Reply,
  Send,
  Stamp,
  UserCheck,
  type LucideIcon,
} from "lucide-react";
import type { ReactNode } from "react";
import { ExactMoment } from "@/components/lookups/exact-moment";
import { cn } from "@/components/ui/cn";
import { listMoments, type Moment } from "@/lib/lookups/list-moments";
import type { LookupDto } from "@/lib/lookups/schema";

const ICONS: Record<Moment["kind"], LucideIcon> = {
  asked: CircleHelp,
  approval: Stamp,
  store: Database,
  joined: Merge,
  hold: CircleDollarSign,
  sent: Send,
  answer: Reply,
  money: CircleDollarSign,
  delivery: Inbox,
  applied: UserCheck,
  settled: CircleCheck,
};

/** Asked → held → sent → answered → deliveries → settled, and at the end what is still awaited. */
export function LookupTimeline({ lookup }: { lookup: LookupDto }) {
  const awaited = awaitedOf(lookup);
  const moments = listMoments(lookup);
  return (
    <ol>
      {moments.map(({ kind, at, text, note }, index) => (
        <Step
          key={`${String(index)}-${at}`}
          icon={ICONS[kind]}
          text={text}
          note={note}
          time={<ExactMoment at={at} after={moments[index - 1]?.at} />}
        />
      ))}
      {awaited && <Step icon={Clock} text={awaited} isOpen />}
    </ol>
  );
}

type StepProps = { icon: LucideIcon; text: string; note?: string | undefined; time?: ReactNode; isOpen?: boolean };

function Step({ icon: Icon, text, note, time, isOpen = false }: StepProps) {
  return (
    <li className="group/step relative grid grid-cols-[1.5rem_1fr] gap-x-2.5 pb-4 last:pb-0">
      <span aria-hidden className="absolute top-6 bottom-0 left-3 w-px bg-border group-last/step:hidden" />
      <span
        className={cn(
          "flex size-6 items-center justify-center rounded-full border bg-card",
          isOpen ? "border-dashed border-input text-foreground" : "text-muted-foreground",
        )}
      >
        <Icon aria-hidden className={cn("size-3.5", isOpen && "motion-safe:animate-breathe")} />
      </span>
      <div className="min-w-0 pt-0.5">
        <p className="flex flex-wrap justify-between gap-x-3 text-sm">
          <span className={cn(isOpen && "text-muted-foreground")}>{text}</span>
          {time}
        </p>
        {note && <p className="text-xs break-words text-muted-foreground">{note}</p>}
      </div>
    </li>
  );
}

const IS_AWAITED = ["waiting", "late"];

function awaitedOf({ outcome, phoneState, waterfallState }: LookupDto): string | null {
  if (outcome === "awaiting_approval") return "An admin decides";
  if (outcome === "queued") return "Waits for its turn";
  if (outcome === "looking_up") return "Asking Apollo";
  if (IS_AWAITED.includes(phoneState)) return "Phones are awaited";
  return IS_AWAITED.includes(waterfallState) ? "The waterfall is awaited" : null;
}
