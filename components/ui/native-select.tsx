"use client";

import { ChevronsUpDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { useFieldControl } from "@/components/ui/field-context";
import { controlStyle } from "@/components/ui/input";

/** The browser's own select: no script, and the phone's own wheel on a phone. Prefer it to `Select` for short lists. */
export function NativeSelect({ className, children, ...props }: ComponentProps<"select">) {
  return (
    <span className={cn("relative inline-flex w-full min-w-0", className)}>
      <select
        {...useFieldControl()}
        className={cn(controlStyle, "h-8 appearance-none truncate bg-card pr-8 pl-2.5 max-sm:h-10")}
        {...props}
      >
        {children}
      </select>
      <ChevronsUpDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-muted-foreground"
      />
    </span>
  );
}
