"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { QuestionDialog } from "@/components/shared/question-dialog";
import { useChange } from "@/components/shared/use-change";
import { deleteDraftAction } from "@/lib/runs/actions";
import { runKeys } from "@/lib/runs/queries";
import type { RunDto } from "@/lib/runs/schema";

type DeleteDraftDialogProps = { run: RunDto; onClose: () => void };

export function DeleteDraftDialog({ run: { id: runId, name, rows }, onClose }: DeleteDraftDialogProps) {
  const router = useRouter();
  const queryClient = useQueryClient();
  // Not its details: to read what is gone is a refusal that the audit keeps.
  const { make, isPending } = useChange([]);
  const remove = async () => {
    const result = await make({ change: () => deleteDraftAction({ runId }), done: `Deleted “${name}”` });
    if (!result?.ok) return;
    router.push("/runs");
    await queryClient.invalidateQueries({ queryKey: runKeys.lists() });
  };
  return (
    <QuestionDialog
      title="Delete this draft?"
      description={`“${name}” goes with its ${rows === 1 ? "one row" : `${rows.toLocaleString("en")} rows`}. Nothing of it was sent.`}
      confirm="Delete"
      pending="Deleting"
      variant="danger"
      isPending={isPending}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      {null}
    </QuestionDialog>
  );
}
