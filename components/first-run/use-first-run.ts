"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { showToast } from "@/components/ui/toast";
import { dismissFirstRunAction } from "@/lib/lookups/actions";
import { lookupKeys, lookupQueries } from "@/lib/lookups/queries";
import type { FirstRun } from "@/lib/lookups/schema";

/** What is still to be done; null once it is over. From then on nobody asks again. */
export function useFirstRun(): FirstRun | null {
  const queryClient = useQueryClient();
  const isOver = queryClient.getQueryData<FirstRun>(lookupKeys.firstRun())?.isOver === true;
  const { data } = useQuery({ ...lookupQueries.firstRun(), enabled: !isOver });
  return data && !data.isOver ? data : null;
}

export function useDismissal() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => dismissFirstRunAction({}),
    onSuccess: (result) => {
      if (result.ok)
        queryClient.setQueryData<FirstRun>(lookupKeys.firstRun(), (data) => data && { ...data, isOver: true });
      else showToast({ tone: "error", title: "The list is still there", description: result.error.message });
    },
    onError: () => {
      showToast({
        tone: "error",
        title: "The server did not answer",
        description: "The list is still there. Try again.",
      });
    },
  });
}
