"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { showToast } from "@/components/ui/toast";
import { approveLookupAction } from "@/lib/lookups/actions";
import { approvalKeys, lookupKeys } from "@/lib/lookups/queries";

/** Agrees, once for each press, and says what stood in the way where something did. */
export function useApprove() {
  const queryClient = useQueryClient();
  const [pendingIds, setPendingIds] = useState<ReadonlySet<string>>(new Set());
  const { mutate } = useMutation({
    mutationFn: (lookupId: string) => approveLookupAction({ lookupId }),
    onSuccess: (result) => {
      if (result.ok) showToast({ tone: "success", title: "Approved: it goes by itself" });
      else showToast({ tone: "error", title: "Not approved", description: result.error.message });
    },
    onError: () => {
      showToast({ tone: "error", title: "The server did not answer", description: "Look again, then retry." });
    },
    onSettled: async (_result, _error, lookupId) => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: approvalKeys.all }),
        queryClient.invalidateQueries({ queryKey: lookupKeys.all }),
      ]);
      setPendingIds((ids) => new Set([...ids].filter((id) => id !== lookupId)));
    },
  });
  const approve = (lookupId: string) => {
    if (pendingIds.has(lookupId)) return;
    setPendingIds((ids) => new Set([...ids, lookupId]));
    mutate(lookupId);
  };
  return { approve, pendingIds };
}
