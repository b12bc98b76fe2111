"use client";

import { lazy } from "react";
import { LazyMenu } from "@/components/shell/lazy-menu";
import type { Shell as ShellFrame } from "@/lib/workspaces/workspace";
import { Initials } from "@/components/shared/initials";

/** Ends the session; the page then leaves for sign-in by itself. */
export type SignOut = (input: Record<string, never>) => Promise<unknown>;

const importMenu = () => import("@/components/shell/user-menu").then((m) => ({ default: m.UserMenu }));
const UserMenu = lazy(importMenu);

type UserMenuButtonProps = { user: ShellFrame["user"]; onSignOut: SignOut };

export function UserMenuButton({ user, onSignOut }: UserMenuButtonProps) {
  return (
    <LazyMenu
      menu={UserMenu}
      menuProps={{ user, onSignOut }}
      preload={importMenu}
      className="flex size-8 shrink-0 items-center justify-center rounded-full transition-colors hover:bg-hover max-sm:size-10"
    >
      <Initials name={user.name} />
      <span className="sr-only">Account: {user.name}</span>
    </LazyMenu>
  );
}
