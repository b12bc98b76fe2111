"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "@/components/ui/toast";
import { createTagAction } from "@/lib/tags/actions";
import { tagKeys } from "@/lib/tags/queries";
import type { TagDto } from "@/lib/tags/schema";

/** Makes a tag by its name alone, and gives it back once the list has it. */
export function useCreateTag(onCreated: (tag: TagDto) => void) {
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: createTagAction,
    onSuccess: async (result) => {
      if (!result.ok) {
        showToast({
          tone: "error",
          title: "No tag was made",
          description: result.error.fields?.["name"] ?? result.error.message,
        });
        return;
      }
      await queryClient.invalidateQueries({ queryKey: tagKeys.list() });
      onCreated(result.value);
    },
    onError: () => {
      showToast({ tone: "error", title: "The server did not answer", description: "Try again." });
    },
  });
  return {
    isPending,
    create: (name: string) => {
      if (!isPending) mutate({ name });
    },
  };
}
