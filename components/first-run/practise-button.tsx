"use client";

import { useState } from "react";
import type { SwitchWorkspace } from "@/components/shell/workspace-switch";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";

type PractiseButtonProps = { workspaceId: string; onSwitch: SwitchWorkspace };

/** To the practice workspace, where nothing costs anything. */
export function PractiseButton({ workspaceId, onSwitch }: PractiseButtonProps) {
  const [isPending, setIsPending] = useState(false);
  const practise = async () => {
    setIsPending(true);
    const result = await onSwitch({ workspaceId }).catch(() => null);
    // A whole new page, because nothing cached of one workspace may be shown in another.
    if (result?.ok) {
      window.location.assign("/lookup");
      return;
    }
    setIsPending(false);
    showToast({
      tone: "error",
      title: "You are still in this workspace",
      description: "The practice one did not answer.",
    });
  };
  return (
    <Button
      size="sm"
      variant="ghost"
      aria-disabled={isPending || undefined}
      onClick={() => {
        if (!isPending) void practise();
      }}
    >
      Practise first
    </Button>
  );
}
