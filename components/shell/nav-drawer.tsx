"use client";

import { NavList } from "@/components/shell/nav-list";
import type { WorkspaceSummary } from "@/lib/workspaces/workspace";
import { Sheet, SheetContent } from "@/components/ui/sheet";

type NavDrawerProps = { workspace: WorkspaceSummary; onOpenChange: (isOpen: boolean) => void };

export function NavDrawer({ workspace, onOpenChange }: NavDrawerProps) {
  return (
    <Sheet open onOpenChange={onOpenChange}>
      <SheetContent side="left" title="Perihelion">
        <NavList
          workspace={workspace}
          onNavigate={() => {
            onOpenChange(false);
          }}
        />
      </SheetContent>
    </Sheet>
  );
}
