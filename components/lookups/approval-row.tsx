import { Check, X } from "lucide-react";
import { Price, Wishes } from "@/components/lookups/approval-terms";
import { IntentLink } from "@/components/shared/intent-link";
import { RelativeTime } from "@/components/shared/relative-time";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { WaitingApproval } from "@/lib/lookups/approval-queue";

type ApprovalRowProps = {
  request: WaitingApproval;
  isPending: boolean;
  onApprove: (lookupId: string) => void;
  onDecline: (lookupId: string) => void;
};

/** Who wants what, for how much, and what the budgets would cover then. */
export function ApprovalRow({ request, isPending, onApprove, onDecline }: ApprovalRowProps) {
  const { lookupId, label, who, blocked, requestedAt } = request;
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
        <Wishes {...request} />
        {blocked !== null && <p className="text-xs text-warning-ink">An admin agreed, but it waits: {blocked}</p>}
      </div>
      <div className="grid content-start gap-2 sm:justify-items-end">
        <Price {...request} />
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
