"use client";

import { Menu } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { WorkspaceSummary } from "@/lib/workspaces/workspace";
import { Button } from "@/components/ui/button";

const importDrawer = () => import("@/components/shell/nav-drawer").then((m) => ({ default: m.NavDrawer }));
const NavDrawer = lazy(importDrawer);

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
      {isOpen && (
        <Suspense>
          <NavDrawer workspace={workspace} onOpenChange={setIsOpen} />
        </Suspense>
      )}
    </>
  );
}
