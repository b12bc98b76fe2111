"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { QuestionDialog } from "@/components/shared/question-dialog";
import { Alert } from "@/components/ui/alert";
import { showToast } from "@/components/ui/toast";
import { splitBudgetAction, undoSplitAction } from "@/lib/credits/actions";
import type { MemberBudget } from "@/lib/credits/budget-overview";
import { creditWords, formatAmount } from "@/lib/credits/credits";
import { creditKeys } from "@/lib/credits/queries";
import type { UndoSplitInput } from "@/lib/credits/schema";
import { splitEqually } from "@/lib/credits/split";

const UNDO_SHOWN_MS = 20_000;
const LOST = "The server did not answer. See what stands before you try again.";

type SplitDialogProps = { creditLimit: string; reps: readonly MemberBudget[]; onClose: () => void };

/** Shows each rep's limit before and after, and what is left over, before anything is set. */
export function SplitDialog({ creditLimit, reps, onClose }: SplitDialogProps) {
  const { split, undo } = useSplit();
  const shares = splitEqually(creditLimit, reps.length);
  if (!shares) return null;
  const submit = async () => {
    const result = await split.mutateAsync({ creditLimit, memberIds: reps.map(({ id }) => id) }).catch(() => null);
    if (!result?.ok) return;
    onClose();
    showToast({
      tone: "success",
      title: `Each rep may spend ${creditWords(result.value.share)}`,
      durationMs: UNDO_SHOWN_MS,
      action: { label: "Undo", onClick: () => undo.mutate(result.value) },
    });
  };
  const refusal = split.data?.ok === false ? split.data.error.message : null;
  return (
    <QuestionDialog
      role="dialog"
      title="Split the limit equally"
      description={`The workspace’s ${creditWords(creditLimit)} a month, over its ${reps.length === 1 ? "one active rep" : `${String(reps.length)} active reps`}. Admins keep the limits they have.`}
      confirm={`Set ${formatAmount(shares.share)} for each`}
      pending="Setting"
      isPending={split.isPending}
      onConfirm={() => void submit()}
      onClose={onClose}
    >
      {(refusal !== null || split.isError) && (
        <Alert tone="danger" title="Nothing was set" className="mb-3">
          {refusal ?? LOST}
        </Alert>
      )}
      <Preview reps={reps} {...shares} />
    </QuestionDialog>
  );
}

type PreviewProps = { reps: readonly MemberBudget[]; share: string; remainder: string };

function Preview({ reps, share, remainder }: PreviewProps) {
  return (
    <ul aria-label="Limits before and after" className="divide-y rounded-md border text-sm">
      {reps.map(({ id, name, creditLimit }) => (
        <li key={id} className="flex min-h-9 items-center gap-3 px-3 py-1">
          <span className="min-w-0 flex-1 truncate">{name}</span>
          <span className="text-muted-foreground">
            {creditLimit === null ? "No limit" : <span className="figures">{formatAmount(creditLimit)}</span>}
          </span>
          <span aria-hidden className="text-faint-foreground">
            →
          </span>
          <span className="sr-only">then</span>
          <span className="figures font-medium">{formatAmount(share)}</span>
        </li>
      ))}
      <li className="flex min-h-9 items-center justify-between gap-3 bg-hover px-3 py-1">
        <span>Left over for everybody</span>
        <span className="figures">{formatAmount(remainder)}</span>
      </li>
    </ul>
  );
}

function useSplit() {
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: creditKeys.all });
  const split = useMutation({ mutationFn: splitBudgetAction, onSettled });
  const undo = useMutation({
    mutationFn: (done: UndoSplitInput) => undoSplitAction(done),
    onSuccess: (result) => {
      if (result.ok) showToast({ tone: "success", title: undoneWords(result.value.restored) });
      else showToast({ tone: "error", title: "The split stands", description: result.error.message });
    },
    onError: () => {
      showToast({ tone: "error", title: "The server did not answer", description: "See what stands under Budgets." });
    },
    onSettled,
  });
  return { split, undo };
}

function undoneWords(restored: number): string {
  if (restored === 0) return "Every limit was changed since; nothing was undone";
  return restored === 1 ? "1 limit is as it was" : `${String(restored)} limits are as they were`;
}
