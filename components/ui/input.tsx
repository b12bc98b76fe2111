"use client";

import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { useFieldControl } from "@/components/ui/field-context";

/** 16 px on phones: smaller text makes iOS zoom the page on focus. */
export const controlStyle = [
  "w-full min-w-0 rounded-md border border-input bg-card text-base text-foreground max-sm:text-lg",
  "placeholder:text-faint-foreground transition-colors hover:border-muted-foreground",
  "focus-visible:border-ring focus-visible:outline-1 focus-visible:outline-offset-0",
  "disabled:cursor-not-allowed disabled:bg-hover disabled:opacity-60 [&[readonly]]:bg-hover",
  "aria-invalid:border-danger-ink aria-invalid:outline-danger-ink",
];

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return (
    <input
      type={type}
      {...useFieldControl()}
      className={cn(controlStyle, "h-8 px-2.5 max-sm:h-10", className)}
      {...props}
    />
  );
}
