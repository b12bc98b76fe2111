"use client";

import { ChevronsUpDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { useFieldControl } from "@/components/ui/field-context";
import { controlStyle } from "@/components/ui/input";

/** The browser's own select: no script, and the phone's own wheel on a phone. Prefer it to `Select` for short lists. */
export function NativeSelect({ className, children, ...props }: ComponentProps<"select">) {
  return (
    <span className={cn("d:relative d:inline-flex d:w-full d:min-w-0", className)}>
      <select
        {...useFieldControl()}
        className={cn(controlStyle, "d:h-8 d:appearance-none d:truncate d:bg-card d:pr-8 d:pl-2.5 max-sm:d:h-10")}
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
