"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "@/components/ui/toast";
import { commentLookupAction, markReviewedAction, removeCommentAction } from "@/lib/lookups/actions";
import { lookupKeys } from "@/lib/lookups/queries";
import type { LookupDto } from "@/lib/lookups/schema";

function lost() {
  showToast({ tone: "error", title: "The server did not answer", description: "Look again, then retry." });
}

/** Marks as read and takes it back. It shows at once; the server's word comes with the live stream. */
export function useMarkReviewed(lookupId: string) {
  const queryClient = useQueryClient();
  const key = lookupKeys.detail(lookupId);
  const again = () => queryClient.invalidateQueries({ queryKey: lookupKeys.all });
  return useMutation({
    mutationFn: (isReviewed: boolean) => markReviewedAction({ lookupId, isReviewed }),
    onMutate: async (isReviewed) => {
      await queryClient.cancelQueries({ queryKey: key });
      const review = isReviewed ? { at: new Date().toISOString(), by: "you" } : null;
      queryClient.setQueryData<LookupDto>(key, (lookup) => lookup && { ...lookup, review });
    },
    onSuccess: (result) => {
      if (!result.ok) showToast({ tone: "error", title: "Not marked", description: result.error.message });
    },
    onError: lost,
    onSettled: again,
  });
}

export function useComment(lookupId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: string) => commentLookupAction({ lookupId, body }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: lookupKeys.detail(lookupId) }),
  });
}

export function useRemoveComment(lookupId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => removeCommentAction({ id }),
    onSuccess: (result) => {
      if (result.ok) showToast({ tone: "success", title: "Comment taken back" });
      else showToast({ tone: "error", title: "The comment is still there", description: result.error.message });
    },
    onError: lost,
    onSettled: () => queryClient.invalidateQueries({ queryKey: lookupKeys.detail(lookupId) }),
  });
}
