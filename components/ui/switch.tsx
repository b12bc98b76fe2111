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
        "d:relative d:inline-flex d:h-4.5 d:w-8 d:shrink-0 d:items-center d:rounded-full d:border d:border-input d:bg-selected d:transition-colors",
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
