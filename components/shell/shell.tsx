import type { ReactNode } from "react";
import { IntentLink } from "@/components/shared/intent-link";
import { Logo } from "@/components/shell/logo";
import { NavDrawerButton } from "@/components/shell/nav-drawer-button";
import { NavList } from "@/components/shell/nav-list";
import { PaletteButton } from "@/components/palette/palette-button";
import { PaletteHost } from "@/components/palette/palette-host";
import { PracticeBand } from "@/components/shell/practice-band";
import type { Shell as ShellFrame } from "@/lib/workspaces/workspace";
import { Shortcuts } from "@/components/shell/shortcuts";
import { SkipLink } from "@/components/shell/skip-link";
import { UserMenuButton, type SignOut } from "@/components/shell/user-menu-button";
import { WorkspaceSwitch, type SwitchWorkspace } from "@/components/shell/workspace-switch";

type ShellProps = {
  frame: ShellFrame;
  onSwitch: SwitchWorkspace;
  onSignOut: SignOut;
  /** Stands in the top bar: what is still coming. */
  pending?: ReactNode;
  /** And beside it: what was spent. */
  credits?: ReactNode;
  children: ReactNode;
};

/** The frame of every page inside a workspace. */
export function Shell({ frame, onSwitch, onSignOut, pending, credits, children }: ShellProps) {
  const { active, workspaces, user } = frame;
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="sticky top-0 z-30 bg-background">
        {active.kind === "practice" && <PracticeBand />}
        <div className="flex h-12 items-center gap-1 border-b px-4 sm:gap-2">
          <NavDrawerButton workspace={active} />
          <IntentLink href="/lookup" className="flex rounded-md max-md:hidden md:w-[12.75rem]">
            <Logo />
          </IntentLink>
          <WorkspaceSwitch workspaces={workspaces} active={active} onSwitch={onSwitch} />
          <div className="ml-auto flex shrink-0 items-center gap-2 text-xs text-muted-foreground sm:gap-3">
            <PaletteButton />
            {pending}
            {credits}
            <UserMenuButton user={user} onSignOut={onSignOut} />
          </div>
        </div>
      </header>
      <div className="flex flex-1">
        <aside className="w-56 shrink-0 border-r max-md:hidden">
          <div className={`sticky p-3 ${active.kind === "practice" ? "top-[4.75rem]" : "top-12"}`}>
            <NavList workspace={active} />
          </div>
        </aside>
        <main
          id="content"
          tabIndex={-1}
          className="min-w-0 flex-1 bg-card px-4 py-5 outline-none sm:px-6 lg:px-8 lg:py-6"
        >
          {children}
        </main>
      </div>
      <Shortcuts />
      <PaletteHost frame={frame} onSwitch={onSwitch} onSignOut={onSignOut} />
    </div>
  );
}
