"use client";

import type { ReactElement } from "react";
import { ROLE_LABELS } from "@/components/shell/role-labels";
import type { WorkspaceSummary } from "@/lib/workspaces/workspace";
import { WorkspaceMark } from "@/components/shell/workspace-mark";
import type { SwitchWorkspace } from "@/components/shell/workspace-switch";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { showToast } from "@/components/ui/toast";

type WorkspaceMenuProps = {
  trigger: ReactElement;
  workspaces: WorkspaceSummary[];
  active: WorkspaceSummary;
  onSwitch: SwitchWorkspace;
};

export function WorkspaceMenu({ trigger, workspaces, active, onSwitch }: WorkspaceMenuProps) {
  async function switchTo(workspaceId: string) {
    if (workspaceId === active.id) return;
    const { ok } = await onSwitch({ workspaceId });
    // A whole new page, because nothing cached of one workspace may be shown in another.
    if (ok) window.location.assign("/lookup");
    else
      showToast({ tone: "error", title: "You are still in this workspace", description: "The other one refused you." });
  }

  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent isInline align="start" className="w-64">
        <DropdownMenuLabel>Workspaces</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={active.id} onValueChange={(id) => void switchTo(id)}>
          {workspaces.map(({ id, name, kind, role }) => (
            <DropdownMenuRadioItem key={id} value={id}>
              <WorkspaceMark kind={kind} name={name} />
              <span className="min-w-0 flex-1 truncate">{name}</span>
              <span className="text-xs text-muted-foreground">{ROLE_LABELS[role]}</span>
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
