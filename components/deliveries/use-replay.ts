"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "@/components/ui/toast";
import { replayDeliveryAction, replayQuarantinedAction } from "@/lib/deliveries/actions";
import { deliveryKeys } from "@/lib/deliveries/queries";
import type { ReplayedCount } from "@/lib/deliveries/schema";
import type { Result } from "@/lib/result/result";

/** Gives one body to the worker again and says in a toast what came of it. */
export function useReplay() {
  return useReplaying((id: string) => replayDeliveryAction({ id }));
}

/** The same for all that is quarantined in this workspace. */
export function useReplayAll() {
  return useReplaying<undefined>(() => replayQuarantinedAction({}));
}

function useReplaying<Given>(replay: (given: Given) => Promise<Result<ReplayedCount>>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: replay,
    onSuccess: sayReplayed,
    onError: () => {
      showToast({ tone: "error", title: "The server did not answer", description: "See what stands, then retry." });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: deliveryKeys.all }),
  });
}

function sayReplayed(result: Result<ReplayedCount>): void {
  if (!result.ok) {
    const { message, reference } = result.error;
    showToast({ tone: "error", title: "Nothing was replayed", description: `${message} Reference ${reference}.` });
    return;
  }
  const { replayed } = result.value;
  showToast({
    tone: "success",
    title: replayed === 1 ? "1 delivery is replayed" : `${replayed.toLocaleString("en")} deliveries are replayed`,
    description: "Each takes effect once, however often it is applied.",
  });
}
