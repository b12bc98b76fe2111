import { ArrowRightLeft, CalendarClock } from "lucide-react";
import { readPendingState } from "@/components/people/pending-state";
import { PhoneStateChip } from "@/components/people/phone-state-chip";
import { StatusChip } from "@/components/shared/status-chip";
import type { PersonSummaryDto } from "@/lib/people/schema";

const DAY_MS = 86_400_000;
const NEW_JOB_FOR_MS = 90 * DAY_MS;
const OLD_AFTER_MS = 90 * DAY_MS;
const OF_NOTE: readonly string[] = ["waiting", "late", "failed"];

/** What there is to know of a person before one writes or calls: the most pressing thing, in one chip. */
export function PersonState({ person }: { person: PersonSummaryDto }) {
  const { jobChangedAt, formerCompany, phoneState, phonesAskedAt, enrichedAt } = person;
  if (OF_NOTE.includes(phoneState))
    return <PhoneStateChip state={readPendingState(phoneState)} askedAt={phonesAskedAt} />;
  if (jobChangedAt !== null && ageOf(jobChangedAt) < NEW_JOB_FOR_MS) {
    const title = formerCompany === null ? "Another company than before" : `Was at ${formerCompany} before`;
    return (
      <StatusChip icon={ArrowRightLeft} tone="sun" title={title}>
        New job
      </StatusChip>
    );
  }
  if (ageOf(enrichedAt) > OLD_AFTER_MS) {
    return (
      <StatusChip icon={CalendarClock} title="Apollo said nothing of them for a quarter">
        Out of date
      </StatusChip>
    );
  }
  return <span className="text-muted-foreground">Current</span>;
}

const ageOf = (at: string): number => Date.now() - Date.parse(at);
