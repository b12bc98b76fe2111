"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast, type Toast } from "@/components/ui/toast";
import { lookupKeys } from "@/lib/lookups/queries";
import { peopleKeys } from "@/lib/people/queries";
import type { Result } from "@/lib/result/result";

type Change<Input, Value> = {
  change: (input: Input) => Promise<Result<Value>>;
  /** What is said once it is done; null says nothing. */
  done: (input: Input, value: Value) => Toast | null;
};

const LOST = "The server did not answer. Look again, then retry.";

/**
 * One change of a person's record. Wherever the person stands they are read again. `save` returns what the server said beside
 * a field, or null once it is done; any other failure is a toast. The preview of a merge is not: of its two records one is gone.
 */
export function useRecordChange<Input, Value>({ change, done }: Change<Input, Value>) {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: change,
    onSettled: () =>
      Promise.all(
        [peopleKeys.all, lookupKeys.details(), lookupKeys.changes()].map((queryKey) =>
          queryClient.invalidateQueries({ queryKey, predicate: (query) => !query.queryKey.includes("merge") }),
        ),
      ),
  });
  const save = async (input: Input): Promise<Record<string, string> | null> => {
    const result = await mutation.mutateAsync(input).catch(() => null);
    if (result?.ok) {
      const toast = done(input, result.value);
      if (toast) showToast({ tone: "success", ...toast });
      return null;
    }
    const fields = result?.error.fields;
    if (fields && Object.keys(fields).length > 0) return fields;
    showToast({ tone: "error", title: "Nothing was changed", description: result?.error.message ?? LOST });
    return {};
  };
  return { save, isPending: mutation.isPending };
}
