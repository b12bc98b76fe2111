"use client";

import type { ReactElement } from "react";
import type { CompanyFilterProps } from "@/components/companies/company-filter";
import { Picker } from "@/components/shared/picker";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

/** The values of one filter, open from the start. A chosen one is there even where no other company has it. */
export function CompanyFilterPopover(props: CompanyFilterProps & { trigger: ReactElement }) {
  const { label, options, chosen, onChange, trigger } = props;
  const unlisted = chosen.filter((id) => options?.every((option) => option.id !== id));
  return (
    <Popover defaultOpen>
      <PopoverTrigger asChild>{trigger}</PopoverTrigger>
      <PopoverContent align="start" aria-label={label}>
        <Picker
          label={`Find ${label.toLowerCase()}`}
          options={options && [...unlisted.map((id) => ({ id, name: id })), ...options]}
          chosen={chosen}
          onPick={(id) => {
            onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}
