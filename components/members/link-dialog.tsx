"use client";

import { OneTimeLinkBox, type OneTimeLinkShown } from "@/components/members/one-time-link";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";

export type ShownLink = OneTimeLinkShown & { title: string; description: string };

export function LinkDialog({ link, onClose }: { link: ShownLink; onClose: () => void }) {
  const { title, description, ...shown } = link;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <DialogContent
        title={title}
        description={description}
        footer={
          <DialogClose asChild>
            <Button variant="primary">Done</Button>
          </DialogClose>
        }
      >
        <OneTimeLinkBox {...shown} />
      </DialogContent>
    </Dialog>
  );
}
