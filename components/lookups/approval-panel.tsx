"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { IntentLink } from "@/components/shared/intent-link";
import { RelativeTime } from "@/components/shared/relative-time";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import { withdrawApprovalAction } from "@/lib/lookups/actions";
import { approvalKeys, lookupKeys } from "@/lib/lookups/queries";
import type { ApprovalDto } from "@/lib/lookups/schema";

type ApprovalPanelProps = { lookupId: string; approval: ApprovalDto };

const NAMES = new Intl.ListFormat("en", { type: "disjunction" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** Who decides, since when it waits, and the way back. */
export function ApprovalPanel({ lookupId, approval }: ApprovalPanelProps) {
  const { admins, blocked, requestedAt, expiresAt, mayWithdraw, mayDecide } = approval;
  const withdraw = useWithdraw(lookupId);
  return (
    <Alert tone={blocked === null ? "info" : "warning"} title={blocked ?? "Nothing is held or sent yet"}>
      <p>
        {blocked !== null && "An admin agreed all the same: it waits for room. "}
        {NAMES.format(admins) || "An admin"} can decide. Asked <RelativeTime at={requestedAt} />, given up on{" "}
        {DAY.format(new Date(expiresAt))} if nobody does. You need not wait here.
      </p>
      <div className="mt-2 flex flex-wrap gap-2 empty:hidden">
        {mayDecide && (
          <Button asChild size="sm">
            <IntentLink href="/approvals">Decide under Approvals</IntentLink>
          </Button>
        )}
        {mayWithdraw && (
          <Button
            size="sm"
            aria-disabled={withdraw.isPending || undefined}
            onClick={() => {
              if (!withdraw.isPending) withdraw.mutate();
            }}
          >
            Withdraw
          </Button>
        )}
      </div>
    </Alert>
  );
}

function useWithdraw(lookupId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => withdrawApprovalAction({ lookupId }),
    onSuccess: (result) => {
      if (result.ok) showToast({ tone: "success", title: "Withdrawn" });
      else showToast({ tone: "error", title: "Not withdrawn", description: result.error.message });
    },
    onError: () => {
      showToast({ tone: "error", title: "The server did not answer", description: "Look again, then retry." });
    },
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: lookupKeys.all }),
        queryClient.invalidateQueries({ queryKey: approvalKeys.all }),
      ]),
  });
}
