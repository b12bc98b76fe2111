"use client";

import { useRunChange } from "@/components/runs/use-run-change";
import { QuestionDialog } from "@/components/shared/question-dialog";
import { stopRunAction } from "@/lib/runs/actions";
import type { RunDto } from "@/lib/runs/schema";

type StopDialogProps = { run: RunDto; onClose: () => void };

/** Says what a stop is before it is one. */
export function StopDialog({ run: { id: runId, state, counts }, onClose }: StopDialogProps) {
  const { make, isPending } = useRunChange(runId);
  const isWaiting = state === "awaiting_approval";
  const stop = async () => {
    const result = await make({
      change: () => stopRunAction({ runId }),
      done: isWaiting ? "Withdrawn: nothing was sent" : "Stopped: nothing more is sent",
    });
    if (result?.ok) onClose();
  };
  return (
    <QuestionDialog
      title={isWaiting ? "Withdraw this run?" : "Stop this run?"}
      description={isWaiting ? "Nothing is sent and nothing is spent." : describe(counts)}
      confirm={isWaiting ? "Withdraw" : "Stop"}
      pending={isWaiting ? "Withdrawing" : "Stopping"}
      variant="danger"
      isPending={isPending}
      onConfirm={() => void stop()}
      onClose={onClose}
    >
      {null}
    </QuestionDialog>
  );
}

function describe({ queued = 0, sending = 0 }: RunDto["counts"]): string {
  const rows = (count: number) => (count === 1 ? "1 row" : `${count.toLocaleString("en")} rows`);
  const unsent = `${rows(queued)} will not be sent; they cost nothing.`;
  const sent = sending > 0 ? ` ${rows(sending)} under way cannot be called back: their answers still come in.` : "";
  return `${unsent}${sent} You can send the rest later.`;
}
