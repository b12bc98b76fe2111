"use client";

import { useAccountChange } from "@/components/members/use-account-change";
import { QuestionDialog } from "@/components/shared/question-dialog";
import { Alert } from "@/components/ui/alert";
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
    <QuestionDialog
      title="Sign out everywhere?"
      description={`${sessions}, this one too. You sign in again with your password.`}
      cancel="Stay signed in"
      confirm="Sign out everywhere"
      isPending={isPending}
      onConfirm={() => {
        save({});
      }}
      onClose={onClose}
    >
      {refusal && (
        <Alert tone="danger" title="You are still signed in">
          {refusal}
        </Alert>
      )}
    </QuestionDialog>
  );
}
