"use client";

import { useId, type ComponentProps, type ReactNode } from "react";
import { SubmitButton } from "@/components/shared/submit-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";

type FormDialogProps = Pick<
  ComponentProps<typeof DialogContent>,
  "title" | "description" | "role" | "onOpenAutoFocus"
> & {
  cancel?: string;
  submit: string;
  /** What the button says while it is under way; without it, what it says anyway. */
  pending?: string;
  isPending: boolean;
  variant?: "primary" | "danger";
  /** What was refused of the whole form stands above it; what was refused of a field, at the field. */
  refusal: { title: string; sentence: string | null };
  /** What came of it. It takes the form's place, and only Done is left to press. */
  result?: ReactNode;
  onSubmit: () => unknown;
  onClose: () => void;
  children: ReactNode;
};

/** A form in a dialog that is open for as long as it is drawn. */
export function FormDialog(props: FormDialogProps) {
  const { cancel = "Cancel", submit, pending, isPending, variant = "primary", result, onClose, ...rest } = props;
  const { refusal, onSubmit, children, ...content } = rest;
  const formId = useId();
  const footer = result ? (
    <DialogClose asChild>
      <Button variant="primary">Done</Button>
    </DialogClose>
  ) : (
    <>
      <DialogClose asChild>
        <Button>{cancel}</Button>
      </DialogClose>
      <SubmitButton form={formId} variant={variant} isPending={isPending} {...(pending && { pendingLabel: pending })}>
        {submit}
      </SubmitButton>
    </>
  );
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <DialogContent {...content} footer={footer}>
        {result ?? (
          <form
            id={formId}
            className="grid gap-4"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void onSubmit();
            }}
          >
            {refusal.sentence && (
              <Alert tone="danger" title={refusal.title}>
                {refusal.sentence}
              </Alert>
            )}
            {children}
          </form>
        )}
      </DialogContent>
    </Dialog>
  );
}
