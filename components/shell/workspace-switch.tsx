"use client";

import { ChevronsUpDown } from "lucide-react";
import { lazy } from "react";
import { LazyMenu } from "@/components/shell/lazy-menu";
import type { WorkspaceSummary } from "@/lib/workspaces/workspace";
import { WorkspaceMark } from "@/components/shell/workspace-mark";

export type SwitchWorkspace = (input: { workspaceId: string }) => Promise<{ ok: boolean }>;

const importMenu = () => import("@/components/shell/workspace-menu").then((m) => ({ default: m.WorkspaceMenu }));
const WorkspaceMenu = lazy(importMenu);

type WorkspaceSwitchProps = { workspaces: WorkspaceSummary[]; active: WorkspaceSummary; onSwitch: SwitchWorkspace };

export function WorkspaceSwitch({ workspaces, active, onSwitch }: WorkspaceSwitchProps) {
  const name = (
    <>
      <WorkspaceMark kind={active.kind} name={active.name} />
      <span className="truncate">{active.name}</span>
    </>
  );
  if (workspaces.length < 2) return <p className="flex min-w-0 items-center gap-2 px-2 font-medium">{name}</p>;
  return (
    <LazyMenu
      menu={WorkspaceMenu}
      menuProps={{ workspaces, active, onSwitch }}
      preload={importMenu}
      className="flex h-8 min-w-0 items-center gap-2 rounded-md px-2 font-medium transition-colors hover:bg-hover max-sm:h-10"
    >
      <span className="sr-only">Workspace: </span>
      {name}
      <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
    </LazyMenu>
  );
}
