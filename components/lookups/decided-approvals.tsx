import { IntentLink } from "@/components/shared/intent-link";
import { RelativeTime } from "@/components/shared/relative-time";
import { Badge, type Tone } from "@/components/ui/badge";
import { creditWords } from "@/lib/credits/credits";
import type { ApprovalState } from "@/lib/lookups/approval";
import type { DecidedApproval } from "@/lib/lookups/approval-queue";

const STATES: Record<ApprovalState, { word: string; tone: Tone }> = {
  requested: { word: "Waiting", tone: "sun" },
  approved: { word: "Approved", tone: "success" },
  declined: { word: "Declined", tone: "neutral" },
  withdrawn: { word: "Withdrawn", tone: "neutral" },
  expired: { word: "Not decided in time", tone: "neutral" },
};

/** The latest decisions, by whom and why. Nothing before the first. */
export function DecidedApprovals({ decided }: { decided: readonly DecidedApproval[] }) {
  if (decided.length === 0) return null;
  return (
    <section aria-label="Lately decided">
      <h2 className="mb-2 px-1 text-sm font-semibold">Lately decided</h2>
      <ul className="divide-y rounded-lg border bg-card text-sm">
        {decided.map((approval) => (
          <DecidedRow key={approval.lookupId} approval={approval} />
        ))}
      </ul>
    </section>
  );
}

function DecidedRow({ approval }: { approval: DecidedApproval }) {
  const { lookupId, label, who, ceiling, state, by, reason, decidedAt } = approval;
  const { word, tone } = STATES[state];
  return (
    <li className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
      <Badge tone={tone}>{word}</Badge>
      <IntentLink href={`/history/${lookupId}`} className="max-w-full truncate font-medium hover:underline">
        {label}
      </IntentLink>
      <span className="text-muted-foreground">
        {who} · up to {creditWords(ceiling)}
        {by !== null && by !== who && ` · by ${by}`}
      </span>
      {reason !== null && <span className="min-w-0 break-words text-muted-foreground">“{reason}”</span>}
      <RelativeTime at={decidedAt} className="ml-auto text-xs text-muted-foreground" />
    </li>
  );
}
