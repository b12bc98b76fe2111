"use client";

import { Menu } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { WorkspaceSummary } from "@/lib/workspaces/workspace";
import { Button } from "@/components/ui/button";

const importDrawer = () => import("@/components/shell/nav-drawer").then((m) => m.NavDrawer);
const NavDrawer = dynamic(importDrawer, { ssr: false });

/** The rail of narrow screens. */
export function NavDrawerButton({ workspace }: { workspace: WorkspaceSummary }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        aria-label="Menu"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        className="-ml-2 md:hidden"
        onPointerEnter={() => void importDrawer()}
        onClick={() => {
          setIsOpen(true);
        }}
      >
        <Menu aria-hidden />
      </Button>
      {isOpen && <NavDrawer workspace={workspace} onOpenChange={setIsOpen} />}
    </>
  );
}
