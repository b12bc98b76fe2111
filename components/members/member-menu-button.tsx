"use client";

import { Ellipsis } from "lucide-react";
import { lazy } from "react";
import type { AskedOfMember } from "@/components/members/asked-of-member";
import { LazyMenu } from "@/components/shell/lazy-menu";
import type { MemberDto } from "@/lib/members/member-list";

const importMenu = () => import("@/components/members/member-menu").then((m) => ({ default: m.MemberMenu }));
const MemberMenu = lazy(importMenu);

type MemberMenuButtonProps = { member: MemberDto; onAsk: (asked: AskedOfMember) => void };

export function MemberMenuButton({ member, onAsk }: MemberMenuButtonProps) {
  return (
    <LazyMenu
      menu={MemberMenu}
      menuProps={{ member, onAsk }}
      preload={importMenu}
      className="inline-flex size-7 items-center justify-center rounded-md text-muted-foreground transition-colors hover:bg-hover hover:text-foreground max-sm:size-10"
    >
      <Ellipsis aria-hidden className="size-4" />
      <span className="sr-only">Change {member.name}</span>
    </LazyMenu>
  );
}
