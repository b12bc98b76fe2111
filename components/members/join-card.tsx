"use client";

import { useMutation } from "@tanstack/react-query";
import { FormRefusal } from "@/components/auth/form-refusal";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { joinWorkspaceAction } from "@/lib/members/actions";
import { signOutAction } from "@/lib/workspaces/actions";

type JoinCardProps = { token: string; workspaceName: string; ownEmail: string; invitedEmail: string | null };

/** For whoever is signed in: one button, or why it is not for this account. */
export function JoinCard({ token, workspaceName, ownEmail, invitedEmail }: JoinCardProps) {
  const join = useMutation({
    mutationFn: () => joinWorkspaceAction({ token }),
    onSuccess: ({ ok }) => {
      if (ok) window.location.assign("/lookup");
    },
  });
  const leave = useMutation({
    mutationFn: () => signOutAction({}),
    onSuccess: () => {
      window.location.reload();
    },
  });
  const isForOther = invitedEmail !== null && invitedEmail !== ownEmail;
  const refused = join.data?.ok === false ? join.data.error : null;
  const isPending = join.isPending || join.data?.ok === true;
  return (
    <div className="grid gap-4">
      {refused && <FormRefusal title="You did not join" error={refused} />}
      {join.isError && (
        <Alert tone="danger" title="The server did not answer">
          Reload the page and see whether you belong to the workspace already.
        </Alert>
      )}
      {isForOther ? (
        <Alert tone="warning" title="This invitation is for somebody else">
          It is for {invitedEmail}, and you are signed in as {ownEmail}.
        </Alert>
      ) : (
        <Button
          variant="primary"
          size="lg"
          autoFocus
          aria-disabled={isPending || undefined}
          onClick={() => {
            if (!isPending) join.mutate();
          }}
        >
          {isPending && <Spinner />}
          Join {workspaceName}
        </Button>
      )}
      <p className="text-center text-sm text-muted-foreground">
        Signed in as {ownEmail}.{" "}
        <Button
          variant="link"
          onClick={() => {
            leave.mutate();
          }}
        >
          Use another account
        </Button>
      </p>
    </div>
  );
}
