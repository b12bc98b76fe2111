"use client";

import { X } from "lucide-react";
import * as Primitive from "radix-ui/dialog";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

type DialogContentProps = Omit<ComponentProps<typeof Primitive.Content>, "title"> & {
  title: string;
  description?: ReactNode;
  footer?: ReactNode;
};

export function DialogContent({ title, description, footer, className, children, ...props }: DialogContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-40 bg-scrim motion-safe:animate-fade-in" />
      <Primitive.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          "d:fixed d:top-1/2 d:left-1/2 d:z-50 d:grid d:max-h-[calc(100dvh-2rem)] d:w-[calc(100vw-2rem)] d:max-w-md d:-translate-x-1/2 d:-translate-y-1/2",
          "motion-safe:animate-fade-in d:grid-rows-[auto_1fr_auto] d:rounded-lg d:border d:bg-popover d:shadow-overlay d:outline-none",
          className,
        )}
        {...props}
      >
        <div className="flex items-start justify-between gap-4 px-4 pt-3.5">
          <Primitive.Title className="pt-1 text-base font-semibold">{title}</Primitive.Title>
          <OverlayClose />
        </div>
        <div className="overflow-y-auto px-4 pt-1 pb-4">
          {description && (
            <Primitive.Description className="mb-3 text-sm text-muted-foreground">{description}</Primitive.Description>
          )}
          {children}
        </div>
        {footer && <div className="flex flex-wrap justify-end gap-2 border-t px-4 py-3">{footer}</div>}
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export function OverlayClose() {
  return (
    <Primitive.Close asChild>
      <Button variant="ghost" size="icon-sm" aria-label="Close" className="-mr-1.5">
        <X aria-hidden />
      </Button>
    </Primitive.Close>
  );
}
