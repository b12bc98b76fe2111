"use client";

import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { useFieldControl } from "@/components/ui/field-context";
import { controlStyle } from "@/components/ui/input";

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      {...useFieldControl()}
      className={cn(controlStyle, "d:field-sizing-content d:min-h-16 d:px-2.5 d:py-1.5", className)}
      {...props}
    />
  );
}
