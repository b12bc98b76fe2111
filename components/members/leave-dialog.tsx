"use client";

import { useAccountChange } from "@/components/members/use-account-change";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import { signOutEverywhereAction } from "@/lib/members/actions";

export function LeaveDialog({ count, onClose }: { count: number; onClose: () => void }) {
  const { save, refusal, isPending } = useAccountChange({
    change: signOutEverywhereAction,
    isLast: true,
    done: "Signed out everywhere",
    // A whole new page, so that nothing of this user stays in memory.
    onDone: () => {
      window.location.assign("/sign-in");
    },
  });
  const sessions = count === 1 ? "The one session you have ends" : `All ${String(count)} sessions end`;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <DialogContent
        role="alertdialog"
        title="Sign out everywhere?"
        description={`${sessions}, this one too. You sign in again with your password.`}
        footer={
          <>
            <DialogClose asChild>
              <Button>Stay signed in</Button>
            </DialogClose>
            <Button
              variant="primary"
              aria-disabled={isPending || undefined}
              onClick={() => {
                if (!isPending) save({});
              }}
            >
              {isPending && <Spinner />}
              Sign out everywhere
            </Button>
          </>
        }
      >
        {refusal && (
          <Alert tone="danger" title="You are still signed in">
            {refusal}
          </Alert>
        )}
      </DialogContent>
    </Dialog>
  );
}
