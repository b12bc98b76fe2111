"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import { decideUnknownAction } from "@/lib/lookups/actions";
import { lookupKeys } from "@/lib/lookups/queries";
import type { UnknownDecision } from "@/lib/lookups/lookup";

/** Lets a person say what Apollo's usage page shows of a call whose answer never came. */
export function DecideUnknown({ lookupId }: { lookupId: string }) {
  const queryClient = useQueryClient();
  const decide = useMutation({
    mutationFn: (decision: UnknownDecision) => decideUnknownAction({ lookupId, decision }),
    onSuccess: (result) => {
      if (result.ok) showToast({ tone: "success", title: "Settled as you said" });
      else showToast({ tone: "error", title: "Nothing was changed", description: result.error.message });
    },
    onError: () => {
      showToast({ tone: "error", title: "The server did not answer", description: "Look again, then retry." });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: lookupKeys.all }),
  });
  return (
    <Alert tone="warning" title="Was it charged?">
      <p>
        A callback or Apollo&rsquo;s usage figures may still settle it by themselves. You can too, from what Apollo
        shows under Settings → Credits → Usage. Whatever you say, an answer that still comes is kept and shown.
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button disabled={decide.isPending} onClick={() => decide.mutate("not_charged")}>
          It was not charged
        </Button>
        <Button disabled={decide.isPending} onClick={() => decide.mutate("charged")}>
          It was charged
        </Button>
      </div>
    </Alert>
  );
}
