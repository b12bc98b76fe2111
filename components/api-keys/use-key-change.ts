"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "@/components/ui/toast";
import { testApiKeyAction } from "@/lib/api-keys/actions";
import { apiKeyKeys } from "@/lib/api-keys/queries";
import type { PublicError, Result } from "@/lib/result/result";

type Key = { id: string; name: string };

export type KeyChange = {
  change: (ref: { id: string }) => Promise<Result<unknown>>;
  /** Said when it is done: "Disabled". */
  done: string;
};

/** Changes one key and says in a toast what came of it. The list is read again either way. */
export function useKeyChange({ id, name }: Key) {
  return useMutation({
    mutationFn: ({ change }: KeyChange) => change({ id }),
    onSuccess: (result, { done }) => {
      if (result.ok) showToast({ tone: "success", title: `${done}: ${name}` });
      else sayRefused("Nothing was changed", result.error);
    },
    onError: sayLost,
    onSettled: useRereading(),
  });
}

/** Asks the provider about one key, for free, and says in a toast what was found. */
export function useKeyTest({ id, name }: Key) {
  return useMutation({
    mutationFn: () => testApiKeyAction({ id }),
    onSuccess: (result) => {
      if (!result.ok) {
        sayRefused(`${name} was not tested`, result.error);
        return;
      }
      const { health, report } = result.value;
      showToast({
        tone: health === "ok" ? "success" : "error",
        title: `Tested: ${name}`,
        description: report.sentence,
      });
    },
    onError: sayLost,
    onSettled: useRereading(),
  });
}

function useRereading() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: apiKeyKeys.all });
}

function sayRefused(title: string, { message, reference }: PublicError): void {
  showToast({ tone: "error", title, description: `${message} Reference ${reference}.` });
}

function sayLost(): void {
  showToast({
    tone: "error",
    title: "The server did not answer",
    description: "See in the list what stands, then retry.",
  });
}
