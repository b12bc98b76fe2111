"use client";

import type { ComponentProps, ReactNode } from "react";
import { SubmitButton } from "@/components/shared/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";

type QuestionDialogProps = Pick<ComponentProps<typeof DialogContent>, "title" | "description" | "role"> & {
  cancel?: string;
  confirm: string;
  /** What the button says while it is under way; without it, what it says anyway. */
  pending?: string;
  isPending: boolean;
  variant?: "primary" | "danger";
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** Says what will happen and waits for a yes. Open for as long as it is drawn. */
export function QuestionDialog(props: QuestionDialogProps) {
  const { cancel = "Cancel", confirm, pending, isPending, variant = "primary", onConfirm, onClose, ...content } = props;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <DialogContent
        role="alertdialog"
        {...content}
        footer={
          <>
            <DialogClose asChild>
              <Button>{cancel}</Button>
            </DialogClose>
            <SubmitButton
              variant={variant}
              isPending={isPending}
              {...(pending && { pendingLabel: pending })}
              onClick={onConfirm}
            >
              {confirm}
            </SubmitButton>
          </>
        }
      />
    </Dialog>
  );
}
