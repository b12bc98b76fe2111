"use client";

import { useReplayAll } from "@/components/deliveries/use-replay";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";

export function ReplayAllDialog({ count, onClose }: { count: number; onClose: () => void }) {
  const { mutate, isPending } = useReplayAll();
  const what = count === 1 ? "1 delivery" : `${count.toLocaleString("en")} deliveries`;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <DialogContent
        role="alertdialog"
        title={`Replay ${what}?`}
        description="Everything that is quarantined in this workspace is given to the worker again."
        footer={
          <>
            <DialogClose asChild>
              <Button>Not now</Button>
            </DialogClose>
            <Button
              variant="primary"
              aria-disabled={isPending || undefined}
              onClick={() => {
                if (!isPending) mutate(undefined, { onSuccess: onClose });
              }}
            >
              {isPending && <Spinner />}
              Replay {what}
            </Button>
          </>
        }
      >
        <ul className="grid list-disc gap-1.5 pl-4 text-sm">
          <li>A delivery takes effect once: no number appears twice, nothing is charged twice.</li>
          <li>What still cannot be read is put aside again.</li>
          <li>The audit keeps who replayed it, and why it was put aside.</li>
        </ul>
      </DialogContent>
    </Dialog>
  );
}
