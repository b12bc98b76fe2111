"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "@/components/ui/toast";
import { testWebhookAction } from "@/lib/deliveries/actions";
import { deliveryKeys } from "@/lib/deliveries/queries";

/** Tests the webhook. What was found stands on the page; a toast says only what kept the test from being made. */
export function useWebhookTest() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => testWebhookAction({}),
    onSuccess: (result) => {
      if (result.ok) return;
      const { message, reference } = result.error;
      showToast({ tone: "error", title: "No test was made", description: `${message} Reference ${reference}.` });
    },
    onError: () => {
      showToast({ tone: "error", title: "The server did not answer", description: "See what stands, then retry." });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: deliveryKeys.webhook() }),
  });
}
