"use client";

import { Download } from "lucide-react";
import { lazy } from "react";
import { LazyMenu } from "@/components/shell/lazy-menu";
import { buttonStyle } from "@/components/ui/button";

const importMenu = () =>
  import("@/components/people/export-person-menu").then((m) => ({ default: m.ExportPersonMenu }));
const ExportPersonMenu = lazy(importMenu);

/** A person as a file: for an address book, or for another program. */
export function ExportPerson({ personId }: { personId: string }) {
  return (
    <LazyMenu
      menu={ExportPersonMenu}
      menuProps={{ personId }}
      preload={importMenu}
      className={buttonStyle({ variant: "ghost" })}
    >
      <Download aria-hidden /> Export
    </LazyMenu>
  );
}
