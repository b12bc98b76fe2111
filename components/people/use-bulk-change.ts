"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "@/components/ui/toast";
import { listKeys } from "@/lib/lists/queries";
import type { BulkChanged } from "@/lib/people/bulk-change";
import { peopleKeys } from "@/lib/people/queries";
import type { Result } from "@/lib/result/result";
import { tagKeys } from "@/lib/tags/queries";

const UNDO_SHOWN_MS = 20_000;

type Change = {
  change: () => Promise<Result<BulkChanged>>;
  undo: (input: { changeId: string }) => Promise<Result<{ restored: number }>>;
  /** Said when it is done: "Tagged 12 people". */
  done: (changed: number) => string;
};

/** Changes many people at once, says how many that changed and offers to take it back. What shows it is read again. */
export function useBulkChange() {
  const queryClient = useQueryClient();
  const onSettled = () =>
    Promise.all(
      [peopleKeys.all, tagKeys.all, listKeys.all].map((queryKey) => queryClient.invalidateQueries({ queryKey })),
    );
  const undo = useMutation({
    mutationFn: ({ undo: takeBack, changeId }: Pick<Change, "undo"> & { changeId: string }) => takeBack({ changeId }),
    onSuccess: (result) => {
      if (result.ok) showToast({ tone: "success", title: undoneWords(result.value.restored) });
      else sayRefused(result.error);
    },
    onError: sayLost,
    onSettled,
  });
  return useMutation({
    mutationFn: ({ change }: Change) => change(),
    onSuccess: (result, { done, undo: takeBack }) => {
      if (!result.ok) {
        sayRefused(result.error);
        return;
      }
      const { changed, changeId } = result.value;
      const offered = changeId !== null && {
        action: { label: "Undo", onClick: () => undo.mutate({ undo: takeBack, changeId }) },
        durationMs: UNDO_SHOWN_MS,
      };
      showToast({ tone: changeId === null ? "plain" : "success", title: done(changed), ...offered });
    },
    onError: sayLost,
    onSettled,
  });
}

export function peopleWords(count: number): string {
  return count === 1 ? "1 person" : `${count.toLocaleString("en")} people`;
}

function undoneWords(restored: number): string {
  return restored === 0 ? "Undone" : `Undone for ${peopleWords(restored)}`;
}

function sayRefused({ message, reference }: { message: string; reference: string }): void {
  showToast({ tone: "error", title: "Nothing was changed", description: `${message} Reference ${reference}.` });
}

function sayLost(): void {
  const description = "See what stands before you try again.";
  showToast({ tone: "error", title: "The server did not answer", description });
}
