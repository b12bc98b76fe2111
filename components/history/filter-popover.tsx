"use client";

import { useState, type ComponentProps, type ReactElement } from "react";
import { FilterPanel } from "@/components/history/filter-panel";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

type FilterPopoverProps = ComponentProps<typeof FilterPanel> & { trigger: ReactElement };

/** The filters around their button, open from the start. */
export function FilterPopover({ trigger, ...panel }: FilterPopoverProps) {
  const [isOpen, setIsOpen] = useState(true);
  return (
    <Popover open={isOpen} onOpenChange={setIsOpen}>
      <PopoverTrigger asChild>{trigger}</PopoverTrigger>
      <PopoverContent align="start" aria-label="Filters" className="max-h-[70dvh] w-96 overflow-y-auto">
        <FilterPanel {...panel} />
      </PopoverContent>
    </Popover>
  );
}
