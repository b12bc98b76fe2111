"use client";

import { ChevronDown, X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { PickerOption } from "@/components/shared/picker";

const importPopover = () =>
  import("@/components/companies/company-filter-popover").then((m) => ({ default: m.CompanyFilterPopover }));
const CompanyFilterPopover = lazy(importPopover);

export type CompanyFilterProps = {
  label: string;
  options: readonly PickerOption[] | undefined;
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
};

/** One filter as a chip: what it narrows to, a way to choose, and a way to be rid of it. */
export function CompanyFilter(props: CompanyFilterProps) {
  const { label, options, chosen, onChange } = props;
  const [isWanted, setIsWanted] = useState(false);
  const words = chosen.map((id) => options?.find((option) => option.id === id)?.name ?? id);
  const isOn = chosen.length > 0;
  const trigger = (
    <button
      type="button"
      aria-haspopup="dialog"
      className={cn("inline-flex h-full max-w-60 min-w-0 items-center gap-1 px-2.5", isOn ? "pr-1" : "rounded-full")}
      onPointerEnter={importPopover}
      onFocus={importPopover}
      {...(!isWanted && {
        "aria-expanded": false,
        onClick: () => {
          setIsWanted(true);
        },
      })}
    >
      <span className="truncate">
        {label}
        {isOn && (
          <span className="text-foreground">
            : {words[0]}
            {words.length > 1 && ` +${String(words.length - 1)}`}
          </span>
        )}
      </span>
      {!isOn && <ChevronDown aria-hidden className="size-3.5 shrink-0" />}
    </button>
  );
  return (
    <span
      className={cn(
        "inline-flex h-7 items-center rounded-full border text-xs font-medium text-muted-foreground max-sm:h-8",
        isOn ? "border-border-strong bg-selected" : "hover:bg-hover",
      )}
    >
      {isWanted ? (
        <Suspense fallback={trigger}>
          <CompanyFilterPopover {...props} trigger={trigger} />
        </Suspense>
      ) : (
        trigger
      )}
      {isOn && (
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Remove the filter ${label}`}
          className="mr-0.5 size-6 rounded-full"
          onClick={() => {
            onChange([]);
          }}
        >
          <X aria-hidden />
        </Button>
      )}
    </span>
  );
}
