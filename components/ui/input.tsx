"use client";

import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { useFieldControl } from "@/components/ui/field-context";

/** 16 px on phones: smaller text makes iOS zoom the page on focus. */
export const controlStyle = [
  "d:w-full d:min-w-0 d:rounded-md d:border d:border-input d:bg-card d:text-base d:text-foreground max-sm:d:text-lg",
  "placeholder:text-faint-foreground d:transition-colors hover:border-muted-foreground",
  "focus-visible:border-ring focus-visible:outline-1 focus-visible:outline-offset-0",
  "disabled:cursor-not-allowed disabled:bg-hover disabled:opacity-60 [&[readonly]]:bg-hover",
  "aria-invalid:border-danger-ink aria-invalid:outline-danger-ink",
];

export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return (
    <input
      type={type}
      {...useFieldControl()}
      className={cn(controlStyle, "d:h-8 d:px-2.5 max-sm:d:h-10", className)}
      {...props}
    />
  );
}
