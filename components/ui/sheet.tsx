"use client";

import * as Primitive from "radix-ui/dialog";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { OverlayClose } from "@/components/ui/dialog";

export const Sheet = Primitive.Root;
export const SheetTrigger = Primitive.Trigger;
export const SheetClose = Primitive.Close;

const SIDES = {
  right: "d:inset-y-0 d:right-0 d:w-[min(32rem,100vw)] d:border-l motion-safe:animate-slide-from-right",
  left: "d:inset-y-0 d:left-0 d:w-[min(17rem,85vw)] d:border-r motion-safe:animate-slide-from-left",
  bottom: "d:inset-x-0 d:bottom-0 d:max-h-[85dvh] d:rounded-t-xl d:border-t motion-safe:animate-slide-from-bottom",
} as const;

type SheetContentProps = Omit<ComponentProps<typeof Primitive.Content>, "title"> & {
  title: string;
  description?: ReactNode;
  side?: keyof typeof SIDES;
};

export function SheetContent({ title, description, side = "right", className, children, ...props }: SheetContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-40 bg-scrim motion-safe:animate-fade-in" />
      <Primitive.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          "d:fixed d:z-50 d:flex d:flex-col d:bg-popover d:shadow-overlay d:outline-none",
          SIDES[side],
          className,
        )}
        {...props}
      >
        <div className="flex min-h-12 shrink-0 items-center justify-between gap-4 border-b px-4">
          <Primitive.Title className="truncate text-base font-semibold">{title}</Primitive.Title>
          <OverlayClose />
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto p-4">
          {description && (
            <Primitive.Description className="mb-3 text-sm text-muted-foreground">{description}</Primitive.Description>
          )}
          {children}
        </div>
      </Primitive.Content>
    </Primitive.Portal>
  );
}
