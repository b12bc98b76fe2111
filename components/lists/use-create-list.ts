"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "@/components/ui/toast";
import { createListAction } from "@/lib/lists/actions";
import { listKeys } from "@/lib/lists/queries";

/** Makes a list, and gives it back once the overview has it. */
export function useCreateList(onCreated: (list: { id: string; name: string }) => void) {
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: createListAction,
    onSuccess: async (result) => {
      if (!result.ok) {
        const { fields, message } = result.error;
        showToast({ tone: "error", title: "No list was made", description: fields?.["name"] ?? message });
        return;
      }
      await queryClient.invalidateQueries({ queryKey: listKeys.overview() });
      onCreated(result.value);
    },
    onError: () => {
      showToast({ tone: "error", title: "The server did not answer", description: "Try again." });
    },
  });
  return {
    isPending,
    create: (list: { name: string; isShared?: boolean }) => {
      if (!isPending) mutate(list);
    },
  };
}
