"use client";

import * as Primitive from "radix-ui/switch";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { useFieldControl } from "@/components/ui/field-context";

export function Switch({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      {...useFieldControl()}
      className={cn(
        "relative inline-flex h-4.5 w-8 shrink-0 items-center rounded-full border border-input bg-selected transition-colors",
        "after:absolute after:-inset-2 data-[state=checked]:border-foreground data-[state=checked]:bg-foreground",
        "disabled:cursor-not-allowed disabled:opacity-50",
        className,
      )}
      {...props}
    >
      <Primitive.Thumb
        className={cn(
          "block size-3 translate-x-0.5 rounded-full bg-muted-foreground transition-transform",
          "data-[state=checked]:translate-x-[15px] data-[state=checked]:bg-background",
        )}
      />
    </Primitive.Root>
  );
}
