"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import { decideMatchAction } from "@/lib/deliveries/actions";
import { lookupKeys } from "@/lib/lookups/queries";
import type { MatchDecision } from "@/lib/lookups/lookup";

const DONE: Record<MatchDecision, string> = {
  accepted: "Now one of your people",
  rejected: "Kept out of your people",
};

/** Lets a person say whether a weak match is whom they asked for. */
export function DecideMatch({ lookupId }: { lookupId: string }) {
  const queryClient = useQueryClient();
  const decide = useMutation({
    mutationFn: (decision: MatchDecision) => decideMatchAction({ lookupId, decision }),
    onSuccess: (result, decision) => {
      if (result.ok) showToast({ tone: "success", title: DONE[decision] });
      else showToast({ tone: "error", title: "Nothing was changed", description: result.error.message });
    },
    onError: () => {
      showToast({ tone: "error", title: "The server did not answer", description: "Look again, then retry." });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: lookupKeys.all }),
  });
  return (
    <div role="group" aria-label="Is this the person you asked for?" className="flex flex-wrap items-center gap-2">
      <p className="w-full">
        <span className="font-medium">Is this the person you asked for?</span> What was bought for them, numbers
        included, joins your people only if it is.
      </p>
      <Button disabled={decide.isPending} onClick={() => decide.mutate("accepted")}>
        Yes, this is the person
      </Button>
      <Button disabled={decide.isPending} onClick={() => decide.mutate("rejected")}>
        No, somebody else
      </Button>
    </div>
  );
}
