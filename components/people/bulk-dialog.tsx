"use client";

import type { ReactNode } from "react";
import { peopleWords } from "@/components/people/use-bulk-change";
import { SubmitButton } from "@/components/shared/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import type { PeopleSelection } from "@/lib/people/filters";

/** What every dialog over many people is given. `count` is null where nobody has counted them. */
export type BulkDialogProps = {
  selection: PeopleSelection;
  count: number | null;
  onClose: () => void;
  onDone: () => void;
};

type FrameProps = {
  title: string;
  count: number | null;
  submitLabel: string;
  isReady: boolean;
  isPending: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** The frame of such a dialog. Ctrl or Cmd with Enter is its button, wherever the focus is. */
export function BulkDialog({ title, count, submitLabel, isReady, isPending, onSubmit, onClose, children }: FrameProps) {
  const submit = () => {
    if (isReady && !isPending) onSubmit();
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <DialogContent
        title={title}
        description={count === null ? "Everybody the list shows." : peopleWords(count)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          submit();
        }}
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <SubmitButton isPending={isPending} pendingLabel="Changing" disabled={!isReady} onClick={submit}>
              {submitLabel}
            </SubmitButton>
          </>
        }
      >
        {children}
      </DialogContent>
    </Dialog>
  );
}
