"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import type { ApiKeyDto } from "@/lib/api-keys/schema";

type DeleteKeyDialogProps = { apiKey: ApiKeyDto; isPending: boolean; onClose: () => void; onDelete: () => void };

export function DeleteKeyDialog({ apiKey, isPending, onClose, onDelete }: DeleteKeyDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <DialogContent
        role="alertdialog"
        title={`Delete ${apiKey.name}?`}
        description="The stored key is erased and cannot be brought back."
        footer={
          <>
            <DialogClose asChild>
              <Button>Keep it</Button>
            </DialogClose>
            <Button
              variant="danger"
              aria-disabled={isPending || undefined}
              onClick={() => {
                if (!isPending) onDelete();
              }}
            >
              {isPending && <Spinner />}
              Delete key
            </Button>
          </>
        }
      >
        <ul className="grid list-disc gap-1.5 pl-4 text-sm">
          {apiKey.isDefault && (
            <li>This is the default key: nobody can look up until another key is made the default.</li>
          )}
          <li>
            Phones that are still awaited arrive all the same, but can no longer be asked after when they are late.
          </li>
          <li>History keeps the name of the key.</li>
          <li>Apollo still accepts the key. If it may have leaked, revoke it in Apollo’s settings too.</li>
        </ul>
      </DialogContent>
    </Dialog>
  );
}
