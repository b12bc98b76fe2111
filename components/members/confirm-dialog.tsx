"use client";

import { useRouter } from "next/navigation";
import type { AskedOfMember } from "@/components/members/asked-of-member";
import { describeAsked } from "@/components/members/describe-asked";
import type { ShownLink } from "@/components/members/link-dialog";
import { useMemberChange, type MemberChange } from "@/components/members/use-member-change";
import { QuestionDialog } from "@/components/shared/question-dialog";
import {
  changeRoleAction,
  disableMemberAction,
  enableMemberAction,
  offerPasswordResetAction,
  removeMemberAction,
  signOutMemberAction,
} from "@/lib/members/actions";
import { RESET_LASTS_MINUTES } from "@/lib/members/member";

type ConfirmDialogProps = { asked: AskedOfMember; onLink: (link: ShownLink) => void; onClose: () => void };

/** Says what will happen to a member before it does, and that it is oneself where it is. */
export function ConfirmDialog({ asked, onLink, onClose }: ConfirmDialogProps) {
  const { mutate, isPending } = useMemberChange();
  const change = useChange(asked, onLink);
  const { title, description, points, confirm, isDanger } = describeAsked(asked);
  return (
    <QuestionDialog
      title={title}
      description={description}
      confirm={confirm}
      isPending={isPending}
      variant={isDanger ? "danger" : "primary"}
      onConfirm={() => {
        mutate(change, { onSettled: onClose });
      }}
      onClose={onClose}
    >
      <ul className="grid list-disc gap-1.5 pl-4 text-sm">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </QuestionDialog>
  );
}

function useChange({ member, what }: AskedOfMember, onLink: ConfirmDialogProps["onLink"]): MemberChange {
  const router = useRouter();
  const { id: userId, name, isYou } = member;
  // A whole new page, so that nothing of this user stays in memory.
  const leave = () => {
    window.location.assign("/");
  };
  switch (what.kind) {
    case "own_role":
      return {
        change: () => changeRoleAction({ userId, role: what.role }),
        done: "Your role is changed",
        onDone: () => {
          router.refresh();
        },
      };
    case "disable":
      return {
        change: () => disableMemberAction({ userId }),
        done: `Disabled: ${name}`,
        undo: { change: () => enableMemberAction({ userId }), done: `Enabled: ${name} may sign in again` },
        ...(isYou && { onDone: leave }),
      };
    case "remove":
      return {
        change: () => removeMemberAction({ userId }),
        done: `Removed: ${name}`,
        ...(isYou && { onDone: leave }),
      };
    case "sign_out":
      return {
        change: () => signOutMemberAction({ userId }),
        done: `Signed out everywhere: ${name}`,
        ...(isYou && { onDone: leave }),
      };
    case "reset_password":
      return offerLink(member, onLink);
  }
}

function offerLink({ id: userId, name }: AskedOfMember["member"], onLink: ConfirmDialogProps["onLink"]): MemberChange {
  return {
    change: async () => {
      const result = await offerPasswordResetAction({ userId });
      if (result.ok) {
        onLink({
          url: result.value.url,
          title: `A new password for ${name}`,
          description: `Hand this link to ${name}. It works once, within ${String(RESET_LASTS_MINUTES)} minutes, and then ends every session of theirs.`,
        });
      }
      return result;
    },
  };
}
