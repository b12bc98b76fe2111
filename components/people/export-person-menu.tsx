"use client";

import { Braces, IdCard } from "lucide-react";
import type { ReactElement } from "react";
import { personFileHref } from "@/components/people/person-file-href";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

/** The files hold what the page shows; do-not-call numbers stay covered in them. */
export function ExportPersonMenu({ trigger, personId }: { trigger: ReactElement; personId: string }) {
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent isInline align="end">
        <DropdownMenuItem asChild>
          <a href={personFileHref(personId, "vcard")} download>
            <IdCard aria-hidden />
            vCard for an address book
          </a>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <a href={personFileHref(personId, "json")} download>
            <Braces aria-hidden />
            JSON
          </a>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
