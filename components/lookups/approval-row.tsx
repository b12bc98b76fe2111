import { Check, X } from "lucide-react";
import { IntentLink } from "@/components/shared/intent-link";
import { RelativeTime } from "@/components/shared/relative-time";
import { formatAmount } from "@/components/credits/format-amount";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { creditWords } from "@/lib/credits/credits";
import type { WaitingApproval } from "@/lib/lookups/approval-queue";

type ApprovalRowProps = {
  request: WaitingApproval;
  isPending: boolean;
  onApprove: (lookupId: string) => void;
  onDecline: (lookupId: string) => void;
};

/** Who wants what, for how much, and what the budgets would cover then. */
export function ApprovalRow({ request, isPending, onApprove, onDecline }: ApprovalRowProps) {
  const { lookupId, label, who, ceiling, after, blocked, requestedAt } = request;
  return (
    <li
      data-approval={lookupId}
      className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-2 px-4 py-3 transition-colors focus-within:bg-hover sm:grid-cols-[minmax(0,1fr)_auto]"
    >
      <div className="grid min-w-0 content-start gap-1.5">
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <IntentLink href={`/history/${lookupId}`} className="max-w-full truncate font-medium hover:underline">
            {label}
          </IntentLink>
          <span className="text-muted-foreground">
            {who.name} · <RelativeTime at={requestedAt} />
          </span>
        </p>
        <Wishes request={request} />
        {blocked !== null && <p className="text-xs text-warning-ink">An admin agreed, but it waits: {blocked}</p>}
      </div>
      <div className="grid content-start gap-2 sm:justify-items-end">
        <p className="text-sm sm:text-right">
          up to <span className="font-medium">{creditWords(ceiling)}</span>
          <span className="block text-xs text-muted-foreground">
            <After {...after} name={who.name} />
          </span>
        </p>
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            variant="primary"
            aria-disabled={isPending || undefined}
            aria-label={`Approve ${label} for ${who.name}`}
            onClick={() => {
              onApprove(lookupId);
            }}
          >
            {isPending ? <Spinner /> : <Check aria-hidden />} Approve
          </Button>
          <Button
            size="sm"
            aria-disabled={isPending || undefined}
            aria-label={`Decline ${label} for ${who.name}`}
            onClick={() => {
              if (!isPending) onDecline(lookupId);
            }}
          >
            <X aria-hidden /> Decline
          </Button>
        </div>
      </div>
    </li>
  );
}

const WISHES = [
  ["revealPhoneNumber", "Phone number"],
  ["revealPersonalEmails", "Personal emails"],
  ["waterfallEmail", "Waterfall email"],
  ["waterfallPhone", "Waterfall phone"],
] as const;

function Wishes({ request: { options, isRefresh } }: { request: WaitingApproval }) {
  const words = WISHES.flatMap(([name, word]) => (options[name] ? [word] : []));
  return (
    <p className="flex flex-wrap gap-1">
      {["Profile", ...words, ...(isRefresh ? ["Refresh"] : [])].map((word) => (
        <Badge key={word}>{word}</Badge>
      ))}
    </p>
  );
}

type AfterProps = WaitingApproval["after"] & { name: string };

/** What is left of each limit with this lookup held. */
function After({ member, workspace, name }: AfterProps) {
  if (member === null && workspace === null) return "No limit to keep";
  return (
    <>
      {member !== null && <Left whose={name} credits={member} />}
      {member !== null && workspace !== null && " · "}
      {workspace !== null && <Left whose="workspace" credits={workspace} />}
    </>
  );
}

function Left({ whose, credits }: { whose: string; credits: string }) {
  if (credits.startsWith("-")) {
    return (
      <span className="text-danger-ink">
        {whose}: <span className="figures">{formatAmount(credits.slice(1))}</span> short
      </span>
    );
  }
  return (
    <>
      {whose}: <span className="figures">{formatAmount(credits)}</span> left then
    </>
  );
}
