"use client";

import type { ReactElement } from "react";
import { FIELD_NAMES, FIELDS } from "@/components/people-table/filter-fields";
import type { FilterName } from "@/components/people-table/use-people-view";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

type FilterMenuProps = {
  trigger: ReactElement;
  /** Those that stand beside the menu already. */
  shown: readonly FilterName[];
  onChoose: (name: FilterName) => void;
};

export function FilterMenu({ trigger, shown, onChoose }: FilterMenuProps) {
  const offered = FIELD_NAMES.filter((name) => !FIELDS[name].isUnlisted && !shown.includes(name));
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>{trigger}</DropdownMenuTrigger>
      <DropdownMenuContent
        align="start"
        // The editor of what was chosen takes the focus.
        onCloseAutoFocus={(event) => {
          if (document.querySelector("[data-filter-editor]")) event.preventDefault();
        }}
      >
        {offered.map((name) => (
          <DropdownMenuItem
            key={name}
            onSelect={() => {
              onChoose(name);
            }}
          >
            {FIELDS[name].label}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
