"use client";

import { KeyRound, LogOut, UserRoundCheck, UserRoundMinus, UserRoundX } from "lucide-react";
import type { ReactElement } from "react";
import type { AskedOfMember } from "@/components/members/asked-of-member";
import { useMemberChange, type MemberChange } from "@/components/members/use-member-change";
import { ROLE_LABELS } from "@/components/shell/role-labels";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { Role } from "@/lib/auth/viewer";
import { changeRoleAction, enableMemberAction } from "@/lib/members/actions";
import { ROLES } from "@/lib/members/member";
import type { MemberDto } from "@/lib/members/member-list";

type MemberMenuProps = { trigger: ReactElement; member: MemberDto; onAsk: (asked: AskedOfMember) => void };

export function MemberMenu({ trigger, member, onAsk }: MemberMenuProps) {
  const { mutate } = useMemberChange();
  const { id: userId, name, role, isYou } = member;
  const ask = (what: AskedOfMember["what"]) => () => {
    onAsk({ member, what });
  };
  const changeRole = (wanted: Role) => {
    if (wanted === role) return;
    if (isYou) onAsk({ member, what: { kind: "own_role", role: wanted } });
    else mutate(roleChange(wanted, { undo: role }));
  };
  const roleChange = (wanted: Role, { undo }: { undo?: Role } = {}): MemberChange => ({
    change: () => changeRoleAction({ userId, role: wanted }),
    done: `Role changed: ${name} is ${ROLE_LABELS[wanted].toLowerCase()}`,
    ...(undo && { undo: roleChange(undo) }),
  });
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent isInline align="end" className="w-60 text-left whitespace-normal">
        <DropdownMenuLabel>Role</DropdownMenuLabel>
        <DropdownMenuRadioGroup
          value={role}
          onValueChange={(value) => {
            const wanted = ROLES.find((known) => known === value);
            if (wanted) changeRole(wanted);
          }}
        >
          {ROLES.map((known) => (
            <DropdownMenuRadioItem key={known} value={known}>
              {ROLE_LABELS[known]}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <AccountItems
          member={member}
          ask={ask}
          onEnable={() => {
            mutate({ change: () => enableMemberAction({ userId }), done: `Enabled: ${name} may sign in again` });
          }}
        />
        <DropdownMenuItem tone="danger" onSelect={ask({ kind: "remove" })}>
          <UserRoundMinus aria-hidden />
          {isYou ? "Leave this workspace…" : "Remove from this workspace…"}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

type AccountItemsProps = {
  member: MemberDto;
  ask: (what: AskedOfMember["what"]) => () => void;
  onEnable: () => void;
};

/** What holds wherever the member belongs, and so takes an admin of all their workspaces. */
function AccountItems({ member, ask, onEnable }: AccountItemsProps) {
  const { isDisabled, isYou, isAccountYours } = member;
  if (!isAccountYours) {
    return (
      <>
        <p className="px-2 py-1.5 text-xs text-balance text-muted-foreground">
          Also in a workspace of other admins, so you cannot disable, sign out or reset this account.
        </p>
        <DropdownMenuSeparator />
      </>
    );
  }
  return (
    <>
      {!isYou && !isDisabled && (
        <DropdownMenuItem onSelect={ask({ kind: "reset_password" })}>
          <KeyRound aria-hidden />
          New password link…
        </DropdownMenuItem>
      )}
      {!isDisabled && (
        <DropdownMenuItem onSelect={ask({ kind: "sign_out" })}>
          <LogOut aria-hidden />
          Sign out everywhere…
        </DropdownMenuItem>
      )}
      <DropdownMenuSeparator />
      {isDisabled ? (
        <DropdownMenuItem onSelect={onEnable}>
          <UserRoundCheck aria-hidden />
          Enable
        </DropdownMenuItem>
      ) : (
        <DropdownMenuItem tone="danger" onSelect={ask({ kind: "disable" })}>
          <UserRoundX aria-hidden />
          Disable…
        </DropdownMenuItem>
      )}
    </>
  );
}
