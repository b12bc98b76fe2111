"use client";

import * as Primitive from "radix-ui/popover";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { overlayStyle } from "@/components/ui/overlay-style";

export const Popover = Primitive.Root;
export const PopoverTrigger = Primitive.Trigger;
export const PopoverClose = Primitive.Close;

/** Give it an `aria-label`: it is announced as a dialog. */
export function PopoverContent({ className, sideOffset = 4, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn(overlayStyle, "d:w-72 d:max-w-[calc(100vw-1rem)] d:p-3 d:text-sm", className)}
        {...props}
      />
    </Primitive.Portal>
  );
}
