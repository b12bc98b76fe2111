"use client";

import { useReplayAll } from "@/components/deliveries/use-replay";
import { QuestionDialog } from "@/components/shared/question-dialog";

export function ReplayAllDialog({ count, onClose }: { count: number; onClose: () => void }) {
  const { mutate, isPending } = useReplayAll();
  const what = count === 1 ? "1 delivery" : `${count.toLocaleString("en")} deliveries`;
  return (
    <QuestionDialog
      title={`Replay ${what}?`}
      description="Everything that is quarantined in this workspace is given to the worker again."
      cancel="Not now"
      confirm={`Replay ${what}`}
      isPending={isPending}
      onConfirm={() => {
        mutate(undefined, { onSuccess: onClose });
      }}
      onClose={onClose}
    >
      <ul className="grid list-disc gap-1.5 pl-4 text-sm">
        <li>A delivery takes effect once: no number appears twice, nothing is charged twice.</li>
        <li>What still cannot be read is put aside again.</li>
        <li>The audit keeps who replayed it, and why it was put aside.</li>
      </ul>
    </QuestionDialog>
  );
}
